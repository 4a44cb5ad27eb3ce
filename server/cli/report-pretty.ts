import type { CheckOutput, DiagnosticOutput, NoteOutput } from './check-output.ts';
import { excerpt } from './excerpt.ts';
import type { SourceLines } from './source-lines.ts';
import type { Style } from './style.ts';
import { summaryLine } from './summary-line.ts';
import { clip, visible } from './visible-text.ts';
import { count, wrap } from './words.ts';

/** The report for people. `silence` says why rules on tenants had nothing to say, where that is so. */
export function prettyReport(
  output: CheckOutput,
  context: { readonly lines: SourceLines; readonly style: Style; readonly silence: string[] },
): string {
  const { style } = context;
  const entries: readonly Entry[] = [...output.diagnostics, ...(output.suppressed ?? [])];
  const blocks = [...groupByFile(entries)].map(([file, group]) =>
    [
      style.strong(visible(file)),
      ...group.flatMap((entry) => [...describeEntry(entry, context.lines, style), '']),
    ].join('\n'),
  );
  const { summary } = output;
  const footer = [
    ...describeNotes(summary.notes, style),
    ...context.silence.map(visible),
    ...(summary.incomplete
      ? [style.warning('incomplete: there may be more to find; see above')]
      : []),
    summaryLine(output, style),
  ];
  return [...blocks, ...footer, ''].join('\n');
}

/** A finding; one with a reason is suppressed. */
type Entry = DiagnosticOutput & { readonly reason?: string };

const longestMessage = 1000;
const mostNotes = 20;

/** Findings by file, in the order of the report; those of one file by position. */
function groupByFile(entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.file);
    if (group) group.push(entry);
    else groups.set(entry.file, [entry]);
  }
  for (const group of groups.values()) group.sort((a, b) => a.line - b.line || a.column - b.column);
  return groups;
}

function describeEntry(entry: Entry, lines: SourceLines, style: Style): readonly string[] {
  const mark = entry.reason === undefined ? style[entry.severity] : style.faint;
  const margin = ' '.repeat(String(entry.line).length + 3);
  const detail = (text: string) => `${margin}${style.faint('=')} ${text}`;
  return [
    ...headline(entry, mark, style),
    ...excerpt(entry, lines, style, mark),
    ...entry.related.map(({ file, line, column, message }) =>
      detail(`${visible(file)}:${line}:${column}: ${visible(message)}`),
    ),
    ...entry.fixes.map(({ title }) => detail(`fix: ${visible(title)}`)),
    ...(entry.reason === undefined ? [] : [detail(`suppressed: ${visible(entry.reason)}`)]),
  ];
}

/** `line:column  severity  message  rule`, the message wrapped where the output is a terminal. */
function headline(entry: Entry, mark: (text: string) => string, style: Style): readonly string[] {
  const place = `${entry.line}:${entry.column}`;
  const severity = entry.reason === undefined ? entry.severity : 'suppressed';
  const indent = `  ${place}  ${severity}  `.length;
  const room = Math.max(20, (style.wrapAt ?? Infinity) - indent);
  const message = wrap(clip(visible(entry.message), longestMessage), room);
  const start = `  ${style.strong(place)}  ${mark(severity)}  `;
  const printed = start + message.join(`\n${' '.repeat(indent)}`);
  const fits = (message.at(-1)?.length ?? 0) + 2 + entry.rule.length <= room;
  const gap = fits ? '  ' : `\n${' '.repeat(indent)}`;
  return [printed + gap + style.faint(visible(entry.rule))];
}

function describeNotes(notes: readonly NoteOutput[], style: Style): readonly string[] {
  const shown = notes.slice(0, mostNotes).map(({ file, line, message }) => {
    const place = file === null ? '' : `${visible(file)}:${line}: `;
    return `${style.info('note:')} ${place}${clip(visible(message), longestMessage)}`;
  });
  const more = notes.length - shown.length;
  return more > 0
    ? [...shown, `${style.info('note:')} and ${count(more, 'more note')}; see --format json`]
    : shown;
}
