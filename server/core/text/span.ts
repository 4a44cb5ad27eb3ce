/** Path of a file relative to the workspace folder, separated by `/`, without `./` in front. */
export type FilePath = string;

/** A stretch of one file's text: UTF-16 offsets, `end` exclusive. */
export interface Span {
  readonly file: FilePath;
  readonly start: number;
  readonly end: number;
}

/** True if `inner` lies within `outer`, in the same file. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.file === inner.file && outer.start <= inner.start && inner.end <= outer.end;
}

/** Orders spans by file, then by position. */
export function compareSpans(a: Span, b: Span): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.start - b.start || a.end - b.end;
}

/** True if both begin at the same place, as two readings of one value do. */
export function samePlace(a: Span | undefined, b: Span): boolean {
  return a?.file === b.file && a.start === b.start;
}

/** True for the same stretch of the same file. */
export function sameSpan(a: Span, b: Span): boolean {
  return samePlace(a, b) && a.end === b.end;
}
