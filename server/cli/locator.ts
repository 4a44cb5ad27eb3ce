import type { FilePath, Snapshot, Span } from '../core/index.ts';
import type { RangeOutput } from './check-output.ts';
import type { FileNaming } from './inspection.ts';
import type { Target } from './target.ts';

/** Turns the offsets of one workspace into the file names, lines and columns of a report. */
export class Locator {
  readonly #target: Target;
  readonly #snapshot: Snapshot;
  readonly #naming: FileNaming;

  constructor(target: Target, snapshot: Snapshot, naming: FileNaming) {
    this.#target = target;
    this.#snapshot = snapshot;
    this.#naming = naming;
  }

  name(file: FilePath): string {
    return this.#naming(this.#target, file);
  }

  range(span: Span): RangeOutput {
    const start = this.#position(span.file, span.start);
    const end = this.#position(span.file, span.end);
    return {
      file: this.name(span.file),
      ...start,
      endLine: end.line,
      endColumn: end.column,
    };
  }

  place(span: Span): { readonly file: string; readonly line: number; readonly column: number } {
    return { file: this.name(span.file), ...this.#position(span.file, span.start) };
  }

  line(span: Span): { readonly file: string; readonly line: number } {
    return { file: this.name(span.file), line: this.#position(span.file, span.start).line };
  }

  /** A file that is not in the snapshot has no lines to count; its places are all at its beginning. */
  #position(file: FilePath, offset: number): { readonly line: number; readonly column: number } {
    const position = this.#snapshot.files.get(file)?.lines.positionAt(offset);
    return { line: (position?.line ?? 0) + 1, column: (position?.column ?? 0) + 1 };
  }
}
