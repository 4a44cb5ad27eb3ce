import { CancellationTokenSource } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Editor } from './editor.ts';
import { FleetOnDisk } from './fleet-on-disk.ts';
import { deployment } from './manifests.ts';
import { files, folders, type Race, type Step } from './race.ts';
import { turns } from './turns.ts';

/** What a client shows when everything has come to rest. */
export interface AtRest {
  readonly diagnostics: readonly unknown[];
  readonly tenants: unknown;
  readonly status: unknown;
}

/** Runs a race, and then a new server on what is left of it; both should be the same. */
export async function runRace(
  race: Race,
): Promise<{ readonly raced: AtRest; readonly fresh: AtRest }> {
  const disk = new FleetOnDisk();
  try {
    const client = await Client.start(disk, race);
    for (const step of race.steps) await client.carryOut(step);
    return await client.compare();
  } finally {
    disk.dispose();
  }
}

interface OpenDocument {
  readonly file: string;
  readonly text: TextDocument;
}

/** A client, with what it has open. */
class Client {
  readonly #disk: FleetOnDisk;
  readonly #editor: Editor;
  readonly #folders: Set<string>;
  readonly #documents = new Map<string, TextDocument>();
  readonly #answers: Promise<unknown>[] = [];

  private constructor(disk: FleetOnDisk, editor: Editor, open: readonly string[]) {
    this.#disk = disk;
    this.#editor = editor;
    this.#folders = new Set(open);
  }

  static async start(disk: FleetOnDisk, { disk: first, isLarge, folders: open, delays }: Race) {
    for (const { file, text } of first) disk.write(file, text);
    for (let count = 0; isLarge && count < 25; count++) {
      disk.write(`fleet/clusters/${count}.yaml`, deployment);
    }
    disk.takeEvents();
    let looks = 0;
    const random = (limit: number) => (delays[looks++ % delays.length] ?? 0) % limit;
    const editor = await Editor.startWithoutWaiting({
      folders: disk.sources(folders, random),
      open: open.map((one) => disk.uriOf(one)),
    });
    editor.clock.millisecondsPerLook = 2;
    editor.clock.turnsPerPause = 1;
    return new Client(disk, editor, open);
  }

  async carryOut(step: Step): Promise<void> {
    switch (step.does) {
      case 'open':
        return this.#open(step.file, step.text);
      case 'type':
        return this.#change(step.index, step.at, step.text.slice(0, step.at % 40));
      case 'replace':
        return this.#change(step.index, undefined, step.text);
      case 'close':
        return this.#close(this.#documentAt(step.index));
      case 'save': {
        const document = this.#documentAt(step.index);
        if (document) this.#disk.write(document.file, document.text.getText());
        return;
      }
      case 'write':
        return this.#disk.write(step.file, step.text);
      case 'remove':
        return this.#disk.remove(step.path);
      case 'move':
        return this.#disk.move(step.path, step.to);
      case 'report':
        return this.#report();
      case 'configure':
        this.#editor.settings = step.settings;
        return this.#editor.notify('workspace/didChangeConfiguration', { settings: null });
      case 'addFolder':
        if (this.#folders.has(step.folder)) return;
        this.#folders.add(step.folder);
        return this.#changeFolders([step.folder], []);
      case 'removeFolder':
        if (!this.#folders.delete(step.folder)) return;
        return this.#changeFolders([], [step.folder]);
      case 'ask':
        return this.#ask(step);
      case 'work':
        return turns(step.count);
      case 'wait':
        return this.#editor.clock.advance(step.milliseconds);
    }
  }

  async compare(): Promise<{ readonly raced: AtRest; readonly fresh: AtRest }> {
    await this.#report();
    await Promise.all(this.#answers);
    const raced = await atRest(this.#editor);
    const other = await Editor.startWithoutWaiting({
      folders: this.#disk.sources(folders),
      open: [...this.#folders].map((one) => this.#disk.uriOf(one)),
      settings: this.#editor.settings,
    });
    for (const [file, document] of this.#documents) {
      await other.open(this.#disk.uriOf(file), document.getText());
    }
    const fresh = await atRest(other);
    await Promise.all([this.#editor.stop(), other.stop()]);
    return { raced, fresh };
  }

  async #open(file: string, text: string): Promise<void> {
    if (this.#documents.has(file)) return;
    const uri = this.#disk.uriOf(file);
    this.#documents.set(file, TextDocument.create(uri, 'yaml', 1, text));
    await this.#editor.open(uri, text);
  }

  /** Puts a text somewhere into a document, or in place of all of it. */
  async #change(at: number, offset: number | undefined, text: string): Promise<void> {
    const found = this.#documentAt(at);
    if (!found) return;
    const { file, text: document } = found;
    const position = document.positionAt((offset ?? 0) % (document.getText().length + 1));
    const change =
      offset === undefined ? { text } : { range: { start: position, end: position }, text };
    const version = document.version + 1;
    this.#documents.set(file, TextDocument.update(document, [change], version));
    await this.#editor.notify('textDocument/didChange', {
      textDocument: { uri: document.uri, version },
      contentChanges: [change],
    });
  }

  async #close(found: OpenDocument | undefined): Promise<void> {
    if (!found) return;
    this.#documents.delete(found.file);
    await this.#editor.close(found.text.uri);
  }

  async #report(): Promise<void> {
    const changes = this.#disk.takeEvents();
    if (changes.length === 0) return;
    const types = { Created: 1, Changed: 2, Deleted: 3 };
    await this.#editor.notify('workspace/didChangeWatchedFiles', {
      changes: changes.map((one) => ({ uri: this.#disk.uriOf(one.path), type: types[one.type] })),
    });
  }

  #changeFolders(added: readonly string[], removed: readonly string[]): Promise<void> {
    const named = (some: readonly string[]) =>
      some.map((one) => ({ uri: this.#disk.uriOf(one), name: one }));
    return this.#editor.notify('workspace/didChangeWorkspaceFolders', {
      event: { added: named(added), removed: named(removed) },
    });
  }

  /** Asks without waiting for the answer, and perhaps without wanting it any more. */
  #ask({ question, index: at, isCancelled }: Extract<Step, { does: 'ask' }>): void {
    const uri = this.#documentAt(at)?.text.uri ?? this.#disk.uriOf(files[at % files.length] ?? '');
    const position = { line: at % 40, character: at % 12 };
    const range = { start: position, end: position };
    const textDocument = { uri };
    const [method, params] = {
      hover: ['textDocument/hover', { textDocument, position }],
      codeAction: [
        'textDocument/codeAction',
        { textDocument, range, context: { diagnostics: [] } },
      ],
      tenants: ['fluxTenancy/tenants', {}],
      explain: ['fluxTenancy/explain', { text: 'Kustomization/team-a/apps not ready' }],
    }[question] as [string, object];
    const cancellation = new CancellationTokenSource();
    const answer = this.#editor.request(method, params, cancellation.token);
    if (isCancelled) cancellation.cancel();
    this.#answers.push(isCancelled ? answer.catch(() => undefined) : answer);
  }

  #documentAt(at: number): OpenDocument | undefined {
    const found = [...this.#documents][at % (this.#documents.size || 1)];
    return found && { file: found[0], text: found[1] };
  }
}

async function atRest(editor: Editor): Promise<AtRest> {
  const { tenants, ...rest } = await editor.settled();
  const latest = new Map(editor.published.map(({ uri, diagnostics }) => [uri, diagnostics]));
  const diagnostics = [...latest]
    .filter(([, { length }]) => length > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    // The revision in it counts changes, of which a new server has seen fewer.
    .map(([uri, found]) => [uri, found.map(({ data, ...shown }) => shown)]);
  // Folders answer in the order in which they were opened.
  const sorted = [...tenants].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  return { diagnostics, tenants: [rest, ...sorted], status: editor.statuses.at(-1) };
}
