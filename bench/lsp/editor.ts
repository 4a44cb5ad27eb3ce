import type { BenchDocument } from './documents.ts';
import { type LanguageServer, type Published, uriOf } from './language-server.ts';

/** What one edit cost. */
export interface EditCost {
  /** From the change to the diagnostics, in milliseconds; includes what the server waits for a pause in typing. */
  readonly wall: number;
  /** Processor time of all threads of the server, in milliseconds. */
  readonly cpu: number;
  /** Time for which the server's main thread was not idle, in milliseconds. */
  readonly busy: number;
  /** What the server itself says that it worked for, in milliseconds. */
  readonly update: number | undefined;
}

/** A document in an editor, of which one character is changed to and fro. Each change makes or mends one mistake. */
export class Editor {
  readonly uri: string;
  readonly #server: LanguageServer;
  readonly #document: BenchDocument;
  #version = 1;
  #broken = false;

  constructor(server: LanguageServer, path: string, document: BenchDocument) {
    this.#server = server;
    this.#document = document;
    this.uri = uriOf(path);
  }

  get document(): BenchDocument {
    return this.#document;
  }

  /** Opens it with the mistake in it, so that there is something to publish; resolves to the milliseconds until then. */
  async open(limit?: number): Promise<number | undefined> {
    this.#broken = true;
    const shown = this.#nextOwn(limit);
    const start = performance.now();
    const textDocument = {
      uri: this.uri,
      languageId: this.#document.language,
      version: this.#version,
      text: this.#document.broken,
    };
    await this.#server.notify('textDocument/didOpen', { textDocument });
    const published = await shown;
    return published && published.at - start;
  }

  /** Puts the mistake in if it is not there. */
  async breakIt(): Promise<void> {
    if (!this.#broken) await this.edit();
  }

  async close(): Promise<void> {
    await this.#server.notify('textDocument/didClose', { textDocument: { uri: this.uri } });
  }

  /** Changes the character and waits; the milliseconds, or `undefined` if the diagnostics did not come in time. */
  async timedEdit(limit?: number): Promise<number | undefined> {
    const start = performance.now();
    const shown = this.#nextOwn(limit, this.#version + 1);
    await this.change();
    const published = await shown;
    return published && published.at - start;
  }

  /** The same, with what it cost. */
  async edit(limit?: number): Promise<EditCost | undefined> {
    const before = await this.#server.usage();
    const wall = await this.timedEdit(limit);
    if (wall === undefined) return undefined;
    const after = await this.#server.usage();
    return {
      wall,
      cpu: after.cpu - before.cpu,
      busy: after.busy - before.busy,
      update: await this.#lastUpdate(),
    };
  }

  /** Types several characters quickly; the milliseconds from the last of them to its diagnostics. */
  async burst(characters: number, pause: number): Promise<number | undefined> {
    const shown = this.#nextOwn(undefined, this.#version + characters);
    for (let typed = 1; typed < characters; typed++) {
      await this.change();
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    const start = performance.now();
    await this.change();
    const published = await shown;
    return published && published.at - start;
  }

  async change(): Promise<void> {
    const { line, character, good, bad } = this.#document.toggle;
    this.#broken = !this.#broken;
    const range = { start: { line, character }, end: { line, character: character + 1 } };
    await this.#server.notify('textDocument/didChange', {
      textDocument: { uri: this.uri, version: ++this.#version },
      contentChanges: [{ range, text: this.#broken ? bad : good }],
    });
  }

  #nextOwn(limit?: number, version = this.#version): Promise<Published | undefined> {
    return this.#server.next(
      (one) => one.uri === this.uri && (one.version === undefined || one.version >= version),
      limit,
    );
  }

  /** Servers that count their work say how long they took for the latest change. */
  async #lastUpdate(): Promise<number | undefined> {
    if (Editor.#withoutCounters.has(this.#server)) return undefined;
    try {
      const counters = await this.#server.request<Readonly<Record<string, unknown>>>(
        'fluxTenancy/counters',
        {},
      );
      const value = counters.lastUpdateMilliseconds;
      if (typeof value === 'number') return value;
    } catch {
      // Not every version has this request.
    }
    Editor.#withoutCounters.add(this.#server);
    return undefined;
  }

  static readonly #withoutCounters = new WeakSet<LanguageServer>();
}
