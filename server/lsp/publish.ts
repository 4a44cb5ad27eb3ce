import type { Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver';

/** The diagnostics of one file, as they are now. */
export interface FileDiagnostics {
  readonly diagnostics: readonly Diagnostic[];
  /** Version of the document that they were found in, if it is open. */
  readonly version: number | undefined;
}

interface Sent {
  readonly diagnostics: readonly Diagnostic[];
  readonly digest: string;
}

/** What one owner has said. */
interface Told {
  /** By URI. Files without diagnostics are not in it. */
  readonly sent: Map<string, Sent>;
  /** What all of it came of; `undefined` while that is under way. */
  from: ReadonlyMap<string, FileDiagnostics> | undefined;
}

/** Knows what the client shows, and tells it only what is different. */
export class Publisher {
  readonly #send: (params: PublishDiagnosticsParams) => void;
  readonly #told = new Map<object, Told>();

  constructor(send: (params: PublishDiagnosticsParams) => void) {
    this.#send = send;
  }

  /**
   * All that one owner, such as a folder, has to say now. What it said before and no longer says is cleared. Whoever hands
   * in the same map again can say in which URIs it has `changed` since.
   */
  publish(
    owner: object,
    files: ReadonlyMap<string, FileDiagnostics>,
    changed?: Iterable<string>,
  ): void {
    const told = this.#told.get(owner) ?? { sent: new Map(), from: undefined };
    this.#told.set(owner, told);
    const isSame = told.from === files;
    told.from = undefined;
    const all = () => new Set([...told.sent.keys(), ...files.keys()]);
    for (const uri of (isSame ? changed : undefined) ?? all()) {
      const now = files.get(uri);
      if (now) this.#show(told.sent, uri, now);
      else if (told.sent.delete(uri)) this.#send({ uri, diagnostics: [] });
    }
    told.from = files;
  }

  #show(sent: Map<string, Sent>, uri: string, { diagnostics, version }: FileDiagnostics): void {
    const known = sent.get(uri);
    if (known?.diagnostics === diagnostics) return;
    const digest = digestOf(diagnostics);
    sent.set(uri, { diagnostics, digest });
    if (known?.digest === digest) return;
    const versioned = version === undefined ? {} : { version };
    this.#send({ uri, ...versioned, diagnostics: [...diagnostics] });
  }

  /** Clears everything an owner said. */
  forget(owner: object): void {
    this.publish(owner, new Map());
    this.#told.delete(owner);
  }
}

/** Equal for diagnostics that look the same. `data` is left out: its revision grows with every change anywhere. */
function digestOf(diagnostics: readonly Diagnostic[]): string {
  const text = JSON.stringify(diagnostics, (key, value) => (key === 'data' ? undefined : value));
  return `${text.length}-${hash(text, 0)}-${hash(text, 0x9e3779b9)}`;
}

/** FNV-1a over UTF-16 units. */
function hash(text: string, seed: number): number {
  let value = 0x811c9dc5 ^ seed;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}
