import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Folder, isChecked } from './folder.ts';
import { FolderUri, schemeOf, splitUri } from './folder-uri.ts';

/** Makes a folder: one of the workspace, or one for a single file that lies in none of them. */
export type MakeFolder = (uri: FolderUri, kind: 'workspace' | 'single-file') => Folder;

/** Which folders there are, and which of them a document belongs to. */
export class Folders {
  readonly #make: MakeFolder;
  readonly #discard: (folder: Folder) => void;
  /** All that the client named, by key. */
  readonly #named = new Map<string, FolderUri>();
  readonly #workspace = new Map<string, Folder>();
  /** By the URI of the document. */
  readonly #singles = new Map<string, Folder>();

  constructor(make: MakeFolder, discard: (folder: Folder) => void) {
    this.#make = make;
    this.#discard = discard;
  }

  get all(): readonly Folder[] {
    return [...this.#workspace.values(), ...this.#singles.values()];
  }

  get workspace(): readonly Folder[] {
    return [...this.#workspace.values()];
  }

  /**
   * Takes over the client's folders. A folder that lies in another one is part of that: what a tenant may do is
   * decided by the whole repository, and no file is checked twice.
   */
  change(added: readonly string[], removed: readonly string[]): void {
    for (const uri of removed) this.#named.delete(new FolderUri(uri).key);
    for (const uri of added) {
      const folder = new FolderUri(uri);
      this.#named.set(folder.key, folder);
    }
    const roots = new Map([...this.#named].filter(([, uri]) => this.#isOutermost(uri)));
    for (const [key, folder] of this.#workspace) {
      if (roots.has(key)) continue;
      this.#workspace.delete(key);
      this.#discard(folder);
    }
    for (const [key, uri] of roots) {
      if (!this.#workspace.has(key)) this.#workspace.set(key, this.#make(uri, 'workspace'));
    }
  }

  /** Shows a document to the folder it belongs to. Documents that are no files, and no YAML, belong to none. */
  show(document: TextDocument): void {
    const { uri, version } = document;
    const text = document.getText();
    for (const folder of this.#workspace.values()) {
      const file = folder.uri.pathOf(uri);
      if (file === undefined) continue;
      this.#discardSingle(uri);
      if (isChecked(file)) folder.show(file, { uri, version, text });
      return;
    }
    const { folder, file } = splitUri(uri);
    if (!isChecked(file) || !this.#isFile(uri)) return;
    const single = this.#singles.get(uri) ?? this.#make(folder, 'single-file');
    this.#singles.set(uri, single);
    single.show(file, { uri, version, text });
  }

  /** The document is closed. */
  hide(uri: string): void {
    this.#discardSingle(uri);
    for (const folder of this.#workspace.values()) {
      const file = folder.uri.pathOf(uri);
      if (file !== undefined) folder.hide(file);
    }
  }

  /** The folder and path of a document that is or was shown. */
  find(uri: string): { readonly folder: Folder; readonly file: string } | undefined {
    const single = this.#singles.get(uri);
    for (const folder of single ? [single] : this.#workspace.values()) {
      const file = folder.uri.pathOf(uri);
      if (file !== undefined) return { folder, file };
    }
    return undefined;
  }

  #discardSingle(uri: string): void {
    const single = this.#singles.get(uri);
    this.#singles.delete(uri);
    if (single) this.#discard(single);
  }

  #isOutermost(uri: FolderUri): boolean {
    return [...this.#named.values()].every((other) => other === uri || !other.contains(uri));
  }

  /** Editors also show texts that are no files, such as older versions in a comparison. */
  #isFile(uri: string): boolean {
    const scheme = schemeOf(uri);
    return scheme === 'file' || this.workspace.some((folder) => folder.uri.scheme === scheme);
  }
}
