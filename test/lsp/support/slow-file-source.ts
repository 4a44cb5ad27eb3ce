import type { Checkout, FilePath } from '../../../server/core/index.ts';
import type { FileSource, FileStub, FileText } from '../../../server/host/file-source.ts';
import { turns } from './turns.ts';

/** A number from 0 up to a limit, which is not reached. */
export type Random = (limit: number) => number;

/** Lets messages come in between any two looks at another source. */
export class SlowFileSource implements FileSource {
  readonly #source: FileSource;
  readonly #random: Random;

  constructor(source: FileSource, random: Random) {
    this.#source = source;
    this.#random = random;
  }

  get readsAtOnce(): number {
    return 3;
  }

  get unread() {
    return this.#source.unread;
  }

  async *list(paths: readonly string[]): AsyncIterable<readonly FileStub[]> {
    await turns(this.#random(4));
    for await (const group of this.#source.list(paths)) {
      await turns(this.#random(3));
      yield group;
    }
  }

  async read(file: FilePath): Promise<FileText> {
    await turns(this.#random(4));
    const text = await this.#source.read(file);
    await turns(this.#random(2));
    return text;
  }

  checkout(): Checkout {
    return this.#source.checkout?.() ?? { remotes: [], branch: undefined };
  }
}
