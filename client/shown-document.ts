import { commands, type Disposable, EventEmitter, Uri, workspace } from 'vscode';

/** A text that was asked for last, as a rendered document that is nowhere stored. */
export class ShownDocument implements Disposable {
  readonly #changed = new EventEmitter<Uri>();
  readonly #uri: Uri;
  readonly #registration: Disposable;
  #text = '';

  /** `name` is what the tab says. No two documents have the same. */
  constructor(name: string) {
    const scheme = `flux-tenancy-${name.toLowerCase()}`;
    this.#uri = Uri.from({ scheme, path: `${name}.md` });
    this.#registration = workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: this.#changed.event,
      provideTextDocumentContent: () => this.#text,
    });
  }

  /** Takes Markdown. */
  async show(text: string): Promise<void> {
    this.#text = text;
    this.#changed.fire(this.#uri);
    await commands.executeCommand('markdown.showPreview', this.#uri);
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }
}
