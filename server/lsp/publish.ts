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

/** Knows what the client shows, and tells it only what is different. */
export class Publisher {
  readonly #send: (params: PublishDiagnosticsParams) => void;
  /** What was sent, by owner and URI. Files without diagnostics are not in it. */
  readonly #sent = new Map<object, Map<string, Sent>>();

  constructor(send: (params: PublishDiagnosticsParams) => void) {
    this.#send = send;
  }

  /** All that one owner, such as a folder, has to say now. What it said before and no longer says is cleared. */
  publish(owner: object, files: ReadonlyMap<string, FileDiagnostics>): void {
    const sent = this.#sent.get(owner) ?? new Map<string, Sent>();
    this.#sent.set(owner, sent);
    for (const uri of [...sent.keys()]) {
      if (files.has(uri)) continue;
      sent.delete(uri);
      this.#send({ uri, diagnostics: [] });
    }
    for (const [uri, { diagnostics, version }] of files) {
      const known = sent.get(uri);
      if (known?.diagnostics === diagnostics) continue;
      const digest = digestOf(diagnostics);
      sent.set(uri, { diagnostics, digest });
      if (known?.digest === digest) continue;
      const versioned = version === undefined ? {} : { version };
      this.#send({ uri, ...versioned, diagnostics: [...diagnostics] });
    }
  }

  /** Clears everything an owner said. */
  forget(owner: object): void {
    this.publish(owner, new Map());
    this.#sent.delete(owner);
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
