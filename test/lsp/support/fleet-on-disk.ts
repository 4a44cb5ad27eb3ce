import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FileSource } from '../../../server/host/file-source.ts';
import { NodeFileSource } from '../../../server/node/node-file-source.ts';
import { type Random, SlowFileSource } from './slow-file-source.ts';

/** A change that a watcher has seen and not yet told. */
export interface FileEvent {
  readonly path: string;
  readonly type: 'Created' | 'Changed' | 'Deleted';
}

/** A directory on the real disk, with a watcher that sees what editors see: of a directory nothing but itself. */
export class FleetOnDisk {
  readonly #root = mkdtempSync(join(tmpdir(), 'flux-tenancy-races-'));
  #events: FileEvent[] = [];

  write(path: string, text: string): void {
    const target = this.#target(path);
    // Where a directory has the name of the file, or a file that of one of its directories, an editor cannot write.
    try {
      const type = existsSync(target) ? 'Changed' : 'Created';
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text);
      this.#events.push({ path, type });
    } catch {
      return;
    }
  }

  remove(path: string): void {
    if (!existsSync(this.#target(path))) return;
    rmSync(this.#target(path), { recursive: true });
    this.#events.push({ path, type: 'Deleted' });
  }

  move(from: string, to: string): void {
    const [source, target] = [this.#target(from), this.#target(to)];
    if (!existsSync(source) || existsSync(target)) return;
    try {
      mkdirSync(dirname(target), { recursive: true });
      renameSync(source, target);
    } catch {
      return;
    }
    this.#events.push({ path: from, type: 'Deleted' }, { path: to, type: 'Created' });
  }

  /** What happened since it was asked last. */
  takeEvents(): readonly FileEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  uriOf(path: string): string {
    return pathToFileURL(this.#target(path)).href;
  }

  /** The sources of some folders, by URI; each look gives a new one, as a platform does. */
  sources(folders: readonly string[], random?: Random): Readonly<Record<string, FileSource>> {
    const sources: Record<string, FileSource> = {};
    for (const folder of folders) {
      Object.defineProperty(sources, this.uriOf(folder), {
        enumerable: true,
        get: () => {
          const source = new NodeFileSource(this.#target(folder));
          return random ? new SlowFileSource(source, random) : source;
        },
      });
    }
    return sources;
  }

  dispose(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }

  #target(path: string): string {
    return join(this.#root, path);
  }
}
