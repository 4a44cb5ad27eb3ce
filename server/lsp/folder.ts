import {
  configurationFileName,
  type FileChange,
  type FilePath,
  isWorkspaceFile,
  noCheckout,
  type Snapshot,
  Workspace,
} from '../core/index.ts';
import type { Clock } from '../host/clock.ts';
import { type FileSource, gone, isNeverListed, type UnreadPlace } from '../host/file-source.ts';
import { FluxFiles } from '../host/flux-content.ts';
import { type ScanProgress, scan } from '../host/scan.ts';
import type { FolderUri } from './folder-uri.ts';
import { belowAny, StalePaths } from './stale-paths.ts';

/** A text in an editor, saved or not. */
export interface OpenText {
  /** As the client spells it. */
  readonly uri: string;
  readonly version: number;
  readonly text: string;
}

export interface FolderPorts {
  readonly source: FileSource;
  readonly clock: Clock;
  /** Called when there may be something else to say than before. */
  readonly onChange: () => void;
  readonly logError: (message: string) => void;
}

/**
 * One workspace folder: its texts on disk and, in front of them, those that are open. All reading happens in one
 * queue, so that an older answer never overwrites a newer one.
 */
export class Folder {
  readonly uri: FolderUri;
  readonly workspace = new Workspace();
  readonly #ports: FolderPorts;
  readonly #open = new Map<FilePath, OpenText>();
  readonly #stale = new StalePaths();
  readonly #fluxFiles = new FluxFiles();
  #unread: readonly UnreadPlace[] = [];
  #queue: Promise<void> = Promise.resolve();
  #isPrepared = false;
  #isScanned = false;
  #isClosed = false;

  constructor(uri: FolderUri, ports: FolderPorts) {
    this.uri = uri;
    this.#ports = ports;
  }

  get snapshot(): Snapshot {
    return this.workspace.snapshot;
  }

  /**
   * False until all files were read for the first time: before, everything would seem to be missing. Afterwards whatever
   * is read is taken in at once, so the snapshot always shows one state of the disk, not half of two.
   */
  /** True once nobody wants to know anything of it any more. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  get isScanned(): boolean {
    return this.#isScanned;
  }

  /** True as soon as settings and configuration are known: from then on, something can be said of a text alone. */
  get isPrepared(): boolean {
    return this.#isPrepared;
  }

  /** How many files have manifests for Flux. */
  get fluxFiles(): number {
    return this.#fluxFiles.count;
  }

  get unread(): readonly UnreadPlace[] {
    return this.#unread;
  }

  /** Reads everything for the first time, after `prepare`. */
  start(prepare: () => Promise<void>, onProgress: (progress: ScanProgress) => void): void {
    this.#enqueue(async () => {
      try {
        await prepare();
        this.workspace.describeCheckout(this.#ports.source.checkout?.() ?? noCheckout);
        await this.#read([configurationFileName]);
        this.#isPrepared = true;
        if (!this.#isClosed) this.#ports.onChange();
        await this.#read([''], [], onProgress);
      } finally {
        this.#isScanned = !this.#isClosed;
      }
    });
  }

  /** Does something between two reads. */
  inTurn(task: () => Promise<void>): void {
    this.#enqueue(task);
  }

  /** The text of an editor, which counts from now on instead of the one on disk. */
  show(file: FilePath, open: OpenText): void {
    this.#open.set(file, open);
    this.#apply([{ file, text: open.text }]);
    this.#ports.onChange();
  }

  /** The editor is closed: what is on disk counts again. */
  hide(file: FilePath): void {
    if (!this.#open.delete(file)) return;
    this.refresh([file], []);
    if (!this.#isScanned) this.#ports.onChange();
  }

  /** The files whose texts are those of editors. */
  get openFiles(): readonly FilePath[] {
    return [...this.#open.keys()];
  }

  openText(file: FilePath): OpenText | undefined {
    return this.#open.get(file);
  }

  /** The URI of a file, spelled as the client does if it has it open. */
  uriOf(file: FilePath): string {
    return this.#open.get(file)?.uri ?? this.uri.uriOf(file);
  }

  /** Takes note of files or directories that changed on disk, or that are gone from it. */
  refresh(changed: readonly string[], deleted: readonly string[]): void {
    const wasEmpty = this.#stale.isEmpty;
    for (const path of deleted) this.#stale.addDeleted(path);
    for (const path of changed) this.#stale.addChanged(path);
    if (!wasEmpty || this.#stale.isEmpty) return;
    this.#enqueue(async () => {
      const { toForget, toRead } = this.#stale.take();
      await this.#read(toRead, toForget);
    });
  }

  /** Waits until nothing is left to read. */
  async settled(): Promise<void> {
    for (let seen: unknown; seen !== this.#queue; ) {
      seen = this.#queue;
      await this.#queue;
    }
  }

  /** Ends whatever is under way. */
  close(): void {
    this.#isClosed = true;
  }

  #enqueue(task: () => Promise<void>): void {
    this.#queue = this.#queue
      .then(() => (this.#isClosed ? undefined : task()))
      .catch((error) => this.#noteFault(error))
      .then(() => {
        if (this.#isScanned && !this.#isClosed) this.#ports.onChange();
      });
  }

  /** Reads what lies at or below some paths, and takes it in at once together with what is gone. */
  async #read(
    paths: readonly string[],
    deleted: readonly string[] = [],
    onProgress: (progress: ScanProgress) => void = () => undefined,
  ): Promise<void> {
    const { source, clock } = this.#ports;
    const isCancelled = () => this.#isClosed;
    const result = await scan(source, this.workspace, { clock, paths, isCancelled, onProgress });
    if (!result) return;
    const found = new Set(result.changes.map(({ file }) => file));
    const missing = this.#filesAt([...paths, ...deleted])
      .filter((file) => !found.has(file))
      .map((file) => ({ file, text: undefined }));
    this.#apply([...missing, ...result.changes].filter(({ file }) => !this.#open.has(file)));
    const isAsked = belowAny([...paths, ...deleted]);
    this.#unread = [
      ...this.#unread.filter(({ path }) => !isAsked(path)),
      ...result.unread.filter(({ reason }) => reason !== gone.skipped),
    ];
  }

  #apply(changes: readonly FileChange[]): void {
    const before = this.snapshot;
    const after = this.workspace.applyChanges(changes);
    this.#fluxFiles.follow(
      before,
      after,
      changes.map(({ file }) => file),
    );
  }

  /** The known files at or below some paths. Below a file there is none, so that most changes cost the same in any folder. */
  #filesAt(paths: readonly string[]): readonly FilePath[] {
    const { files } = this.snapshot;
    const directories = paths.filter((path) => !files.has(path));
    const below = directories.length === 0 ? [] : [...this.workspace.files];
    return [...paths.filter((path) => files.has(path)), ...below.filter(belowAny(directories))];
  }

  /** A fault while reading is ours; what was read before stays, and the status says that something is missing. */
  #noteFault(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.#ports.logError(`reading ${this.uri.uriOf('')} failed: ${reason}`);
    this.#unread = [...this.#unread, { path: '', reason, denied: true }];
  }
}

/** True for files that a folder takes in when an editor shows them. */
export function isChecked(file: FilePath): boolean {
  return isWorkspaceFile(file) && !isNeverListed(file);
}
