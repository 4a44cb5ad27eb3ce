/** Orders strings by their UTF-16 units, so that reports are the same in every locale. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Orders things by file, then by line. */
export function compareLines(a: Line, b: Line): number {
  return compareText(a.file, b.file) || a.line - b.line;
}

interface Line {
  readonly file: string;
  readonly line: number;
}
