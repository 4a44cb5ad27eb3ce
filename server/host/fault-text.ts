/**
 * An error with where it came from, for a log. What its message quotes is left out: errors of the runtime quote what
 * they stumbled over, and that may be a secret of the workspace.
 */
export function faultText(error: unknown): string {
  if (!(error instanceof Error)) return 'something that is no error was thrown';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^ {4}at /.test(line));
  return [`${error.name}: ${withoutQuotes(error.message)}`, ...frames].join('\n');
}

/** The first line of a message up to its first quotation: a double quote, a backtick, a slash or a single letter. */
export function withoutQuotes(message: string): string {
  const quotation = /["`\n]|(?<!\w)\/|(?<=token )'/.exec(message);
  const end = Math.min(quotation?.index ?? message.length, longest);
  return end < message.length ? `${message.slice(0, end)}…` : message;
}

/** Of a message in a log, in UTF-16 units. */
const longest = 300;
