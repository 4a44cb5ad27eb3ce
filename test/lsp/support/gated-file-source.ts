import { configurationFileName } from '../../../server/core/index.ts';
import type { FileSource, FileStub, FileText } from '../../../server/host/file-source.ts';
import { MemoryFileSource } from '../../../server/host/memory-file-source.ts';

/** Files in memory of which none but the configuration can be read before the gate is opened. */
export class GatedFileSource implements FileSource {
  readonly readsAtOnce = 4;
  readonly unread = [];
  readonly #files: MemoryFileSource;
  readonly #gate = Promise.withResolvers<void>();

  constructor(files: Readonly<Record<string, string>>) {
    this.#files = new MemoryFileSource(files);
  }

  open(): void {
    this.#gate.resolve();
  }

  list(paths: readonly string[]): Iterable<readonly FileStub[]> {
    return this.#files.list(paths);
  }

  async read(file: string): Promise<FileText> {
    if (file !== configurationFileName) await this.#gate.promise;
    return this.#files.read(file);
  }
}
