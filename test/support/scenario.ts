/**
 * The notation of the scenario files: a small repository in one YAML file, with what is expected of it written
 * beside the lines it speaks of. Everything that is not a manifest is a YAML comment. CONTRIBUTING.md explains it.
 */
export interface Scenario {
  /** The free text at the top: what the scenario shows. */
  readonly title: string;
  readonly settings: unknown;
  readonly files: ReadonlyMap<string, string>;
  readonly expected: readonly Expectation[];
  readonly fixes: readonly ExpectedFix[];
}

/** A finding that must be reported: all of them, and no other. */
export interface Expectation {
  readonly file: string;
  /** Line and columns in the text without annotations, from 0; the end exclusive. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly severity: string;
  readonly rule: string;
  readonly message: string;
  /** The other places it names, as "file:line message", with lines from 1. */
  readonly related: readonly string[];
}

/** The files that change when the fix of this title is applied, as they are afterwards. */
export interface ExpectedFix {
  readonly title: string;
  readonly files: ReadonlyMap<string, string>;
}

const fileLine = /^#- (\S+)$/;
const fixLine = /^#= fix: (.+)$/;
const settingsLine = /^#! settings: (.+)$/;
const caretLine = /^(\s*#\s*)(\^+) (error|warning|info) ([\w-]+): (.+)$/;
const relatedLine = /^#\s+~ (.+)$/;
const arrowLine = /^# <(-+) (error|warning|info) ([\w-]+): (.+)$/;

/** Reads a scenario. Throws with the line number where the notation is not kept. */
export function parseScenario(source: string): Scenario {
  const title: string[] = [];
  const files = new Map<string, string[]>();
  const fixes: { title: string; files: Map<string, string[]> }[] = [];
  const expected: Expectation[] = [];
  let settings: unknown = {};
  let into: string[] | undefined;
  let file = '';
  for (const [index, line] of source.replace(/\n$/, '').split('\n').entries()) {
    const path = fileLine.exec(line)?.[1];
    const fix = fixLine.exec(line)?.[1];
    const given = settingsLine.exec(line)?.[1];
    if (path !== undefined) {
      file = path;
      into = [];
      (fixes.at(-1)?.files ?? files).set(path, into);
    } else if (fix !== undefined) {
      fixes.push({ title: fix, files: new Map() });
      into = undefined;
    } else if (given !== undefined) {
      settings = JSON.parse(given);
    } else if (into) {
      const expectation =
        fixes.length === 0 ? expectationIn(line, file, into.length - 1) : undefined;
      const related = fixes.length === 0 ? relatedLine.exec(line)?.[1] : undefined;
      if (expectation) expected.push(expectation);
      else if (related !== undefined) expected.push(withRelated(expected.pop(), related, index));
      else into.push(line);
    } else if (line.startsWith('#') || line === '') {
      if (fixes.length === 0) title.push(line.replace(/^#\s?/, ''));
    } else {
      throw new Error(`line ${index + 1}: content before the first "#- path" line`);
    }
  }
  // A file that a fix deletes is shown as one without a line.
  const text = (lines: readonly string[]) => (lines.join('') === '' ? '' : `${lines.join('\n')}\n`);
  const texts = (map: ReadonlyMap<string, readonly string[]>) =>
    new Map([...map].map(([path, lines]) => [path, text(lines)]));
  return {
    title: title.join(' ').trim(),
    settings,
    files: texts(files),
    expected,
    fixes: fixes.map((each) => ({ title: each.title, files: texts(each.files) })),
  };
}

function expectationIn(line: string, file: string, above: number): Expectation | undefined {
  const caret = caretLine.exec(line);
  if (caret) {
    const [, lead = '', carets = '', severity = '', rule = '', message = ''] = caret;
    const start = lead.length;
    const end = start + carets.length;
    return { file, line: above, start, end, severity, rule, message, related: [] };
  }
  const arrow = arrowLine.exec(line);
  if (!arrow) return undefined;
  const [, dashes = '', severity = '', rule = '', message = ''] = arrow;
  return { file, line: above, start: 0, end: dashes.length, severity, rule, message, related: [] };
}

function withRelated(to: Expectation | undefined, related: string, index: number): Expectation {
  if (!to) throw new Error(`line ${index + 1}: a related place without a finding above it`);
  return { ...to, related: [...to.related, related] };
}

/** Writes a scenario back with other expectations and fixes, for `UPDATE=1 npm test`. */
export function renderScenario(
  source: string,
  expected: readonly Expectation[],
  fixes: readonly ExpectedFix[],
): string {
  const { files } = parseScenario(source);
  const lines = source.split('\n');
  const firstFile = lines.findIndex((line) => fileLine.test(line));
  const out = lines.slice(0, firstFile);
  for (const [path, text] of files) {
    out.push(`#- ${path}`);
    for (const [number, line] of text.replace(/\n$/, '').split('\n').entries()) {
      out.push(line);
      for (const each of expected) {
        if (each.file !== path || each.line !== number) continue;
        out.push(annotation(each), ...each.related.map((place) => `#   ~ ${place}`));
      }
    }
  }
  for (const { title, files: changed } of fixes) {
    out.push(`#= fix: ${title}`);
    for (const [path, text] of changed) out.push(`#- ${path}`, text.replace(/\n$/, ''));
  }
  return `${out.join('\n')}\n`;
}

function annotation({ start, end, severity, rule, message }: Expectation): string {
  const says = `${severity} ${rule}: ${message}`;
  return start < 2
    ? `# <${'-'.repeat(end)} ${says}`
    : `${'#'.padEnd(start)}${'^'.repeat(Math.max(1, end - start))} ${says}`;
}
