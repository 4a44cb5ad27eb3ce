import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { startOfLine } from '../text/lines.ts';
import { lineBreakOf } from '../text/text-edit.ts';
import type { FileFacts } from '../workspace/file-facts.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { ScalarIndex } from '../yaml/scalar-index.ts';
import type { Acceptance } from './acceptance.ts';
import { reasonIn } from './reason.ts';

/** A comment above the line of a finding. */
export function ignoreHere(snapshot: Snapshot, { rule, span }: Diagnostic): Acceptance | undefined {
  const facts = snapshot.files.get(span.file);
  if (!facts) return undefined;
  const at = lineForComment(facts, span.start);
  const [indentation = ''] = /^[ \t]*/.exec(facts.readable.slice(at)) ?? [];
  const title = `Ignore ${rule} here, with a reason`;
  return comment(title, facts, at, `${indentation}# flux-tenancy-ignore ${rule}: reason`);
}

/** A comment at the head of the file of a finding, below what else stands there. */
export function ignoreInFile(
  snapshot: Snapshot,
  { rule, span }: Diagnostic,
): Acceptance | undefined {
  const facts = snapshot.files.get(span.file);
  if (!facts) return undefined;
  const title = `Ignore ${rule} in this whole file, with a reason`;
  return comment(title, facts, firstContent(facts), `# flux-tenancy-ignore-file ${rule}: reason`);
}

function comment(
  title: string,
  { file, readable: text }: FileFacts,
  line: number,
  yaml: string,
): Acceptance {
  const newText = yaml + lineBreakOf(text);
  const at = text.startsWith('\ufeff') ? Math.max(line, 1) : line;
  const edit = { span: { file, start: at, end: at }, newText };
  return { title, edit, creates: false, reason: reasonIn(newText) };
}

/** Where the line begins above which a comment can stand that speaks of an offset: never inside of a text. */
function lineForComment(facts: FileFacts, offset: number): number {
  const text = facts.readable;
  const scalars = new ScalarIndex(text, facts.documents());
  let at = startOfLine(text, scalars.textAt(offset)?.start ?? offset);
  for (let around = scalars.textAt(at); around && around.start < at; around = scalars.textAt(at)) {
    at = startOfLine(text, around.start);
  }
  return at;
}

/** Where the first line begins that is no comment, no directive and not the mark of the first document. */
function firstContent({ readable: text }: FileFacts): number {
  const start = text.startsWith('\ufeff') ? 1 : 0;
  const [head = ''] =
    /^(?:[ \t]*(?:#.*)?\r?\n|%.*\n)*(?:---[ \t]*(?:#.*)?\r?\n(?:[ \t]*(?:#.*)?\r?\n)*)?/.exec(
      text.slice(start),
    ) ?? [];
  return start + head.length;
}
