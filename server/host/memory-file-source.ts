import { type FilePath, isWorkspaceFile } from '../core/index.ts';
import { type FileSource, type FileStub, type FileText, gone } from './file-source.ts';

/** A folder that exists in memory only: for tests, and for single files that lie in no folder. */
export class MemoryFileSource implements FileSource {
  readonly readsAtOnce = 1;
  readonly unread = [];
  /** The files; change them and tell whoever has read them. */
  readonly texts: Map<FilePath, string>;

  constructor(texts: Readonly<Record<FilePath, string>> = {}) {
    this.texts = new Map(Object.entries(texts));
  }

  *list(paths: readonly string[]): Iterable<readonly FileStub[]> {
    const isIn = (file: FilePath) =>
      paths.some((path) => path === '' || file === path || file.startsWith(`${path}/`));
    for (const [file, { length }] of [...this.texts]) {
      if (isIn(file) && isWorkspaceFile(file)) yield [{ file, size: length }];
    }
  }

  read(file: FilePath): FileText {
    return this.texts.get(file) ?? gone;
  }
}
