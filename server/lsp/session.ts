import type { DidChangeWatchedFilesParams } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { countersOf, type FirstDiagnostics, type RuleCrash, type Snapshot } from '../core/index.ts';
import type { Clock } from '../host/clock.ts';
import { withoutQuotes } from '../host/fault-text.ts';
import type { FileSource } from '../host/file-source.ts';
import { MemoryFileSource } from '../host/memory-file-source.ts';
import type { ScanProgress } from '../host/scan.ts';
import { earlyDiagnosticsOf, firstDiagnosticsOf } from './early-diagnostics.ts';
import { explanationIn } from './explain.ts';
import type { Faults } from './faults.ts';
import { Folder } from './folder.ts';
import type { FolderUri } from './folder-uri.ts';
import { Folders } from './folders.ts';
import { guardedRun } from './guard.ts';
import { Preparation } from './preparation.ts';
import type {
  CountersResult,
  ExplainResult,
  ModelChanged,
  Status,
  TenantsResult,
} from './protocol.ts';
import type { Publisher } from './publish.ts';
import { Schedule } from './schedule.ts';
import { ShownDiagnostics } from './shown-diagnostics.ts';
import { type JudgedFolder, statusOf } from './status.ts';
import { tenantsOf } from './tenants.ts';
import { concernsUs, type Verdict, verdictOn } from './verdict.ts';
import { applyWatched } from './watch.ts';

export interface SessionPorts {
  readonly clock: Clock;
  readonly publisher: Publisher;
  readonly openSource: (uri: FolderUri) => FileSource;
  /** Gives a folder its settings. */
  readonly configure: (folder: Folder) => Promise<void>;
  readonly showReading: () => { report(progress: ScanProgress): void; done(): void };
  readonly sendStatus: (status: Status) => void;
  readonly sendModelChanged: (params: ModelChanged) => void;
  readonly logError: (message: string) => void;
  readonly faults: Faults;
  /** Tells people once that results are incomplete. */
  readonly showCrash: (crash: RuleCrash) => void;
}

/** What one client has open and what it was told about it. */
export class Session {
  readonly #ports: SessionPorts;
  readonly #folders: Folders;
  readonly #documents = new Map<string, TextDocument>();
  readonly #schedule: Schedule;
  readonly #judged = new Map<Folder, JudgedFolder & { readonly snapshot: Snapshot }>();
  readonly #shown = new WeakMap<Folder, ShownDiagnostics>();
  readonly #crashed = new Set<string>();
  readonly #preparation: Preparation;
  #lastStatus = '';
  #revision = 0;

  constructor(ports: SessionPorts) {
    this.#ports = ports;
    this.#preparation = new Preparation(ports.clock, (folder, found) =>
      guardedRun(ports.logError, 'publishing first', () => this.#publishFirst(folder, found)),
    );
    this.#folders = new Folders(
      (uri, kind) => this.#open(uri, kind),
      (folder) => this.#discard(folder),
    );
    const publish = () => guardedRun(ports.logError, 'publishing', () => this.#publish());
    this.#schedule = new Schedule(ports.clock, publish);
  }

  changeFolders(added: readonly string[], removed: readonly string[]): void {
    this.#folders.change(added, removed);
    for (const document of this.#documents.values()) this.#folders.show(document);
    this.#sendStatus();
    this.#schedule.request();
  }

  show(document: TextDocument): void {
    this.#documents.set(document.uri, document);
    this.#folders.show(document);
  }

  hide(uri: string): void {
    this.#documents.delete(uri);
    this.#folders.hide(uri);
  }

  changeWatched(params: DidChangeWatchedFilesParams): void {
    applyWatched(this.#folders.workspace, params);
  }

  /** Asks for the settings again. */
  reconfigure(): void {
    for (const folder of this.#folders.all) folder.inTurn(() => this.#ports.configure(folder));
  }

  /** Reads all files again: watchers lose events, and on some disks there are none. */
  reread(): void {
    for (const folder of this.#folders.workspace) folder.refresh([''], []);
  }

  /** What it has cost to know what is known. */
  counters(): CountersResult {
    return { folders: this.#folders.all.filter(concernsUs).map(countersIn) };
  }

  tenants(): TenantsResult {
    return tenantsOf(this.#folders.all);
  }

  /** What a pasted message means, in all folders together. */
  explain(text: string): ExplainResult {
    return explanationIn(this.#folders.all, text);
  }

  /** The folder of a document, with every change up to now taken in; `undefined` if nothing is known of it yet. */
  find(uri: string): { readonly folder: Folder; readonly file: string } | undefined {
    const found = this.#folders.find(uri);
    return found && this.#isJudged(found.folder) ? found : undefined;
  }

  /** Waits until everything is read, and publishes what there is to say. */
  async settled(): Promise<void> {
    await Promise.all(this.#folders.all.map((folder) => folder.settled()));
    this.#schedule.flush();
    while (this.#preparation.isUnderWay) {
      await this.#preparation.settled();
      this.#schedule.flush();
    }
  }

  dispose(): void {
    this.#schedule.dispose();
    for (const folder of this.#folders.all) folder.close();
  }

  #open(uri: FolderUri, kind: 'workspace' | 'single-file'): Folder {
    const { clock, logError, openSource, configure, showReading } = this.#ports;
    const source = kind === 'single-file' ? new MemoryFileSource() : openSource(uri);
    const onChange = () => {
      if (folder.isScanned) this.#schedule.request();
      if (!this.#isJudged(folder))
        guardedRun(logError, 'publishing early', () => this.#publishEarly(folder));
    };
    const folder: Folder = new Folder(uri, { source, clock, logError, onChange });
    const reading = showReading();
    folder.start(
      () => configure(folder),
      (progress) => reading.report(progress),
    );
    folder.inTurn(async () => {
      reading.done();
      this.#schedule.flush();
    });
    return folder;
  }

  /** False until a folder was read and judged for the first time: before, everything would seem to be missing. */
  #isJudged(folder: Folder): boolean {
    return folder.isScanned && (!concernsUs(folder) || this.#preparation.isDone(folder));
  }

  #discard(folder: Folder): void {
    folder.close();
    this.#judged.delete(folder);
    this.#ports.publisher.forget(folder);
    this.#schedule.request();
  }

  /** At once, for it is little work. */
  #publishEarly(folder: Folder): void {
    if (!folder.isPrepared || this.#preparation.hasTold(folder)) return;
    this.#ports.publisher.publish(folder, earlyDiagnosticsOf(folder));
  }

  #publishFirst(folder: Folder, found: FirstDiagnostics): void {
    this.#ports.publisher.publish(folder, firstDiagnosticsOf(folder, found));
  }

  #publish(): void {
    const scanned = this.#folders.all.filter((folder) => folder.isScanned);
    const concerned = scanned.filter(concernsUs);
    if (!this.#preparation.isReady(concerned, () => this.#schedule.request())) return;
    let hasChanged = false;
    for (const folder of scanned) {
      const before = this.#judged.get(folder);
      const judged = this.#judge(folder);
      this.#judged.set(folder, { ...judged, snapshot: folder.snapshot });
      // After a failure the client keeps what it shows: that nothing was found would be a lie.
      if (!judged.hasFailed) {
        this.#show(folder, judged.verdict);
      }
      const concernsFlux = before?.verdict !== undefined || judged.verdict !== undefined;
      hasChanged ||= concernsFlux && before?.snapshot !== folder.snapshot;
    }
    this.#sendStatus();
    if (hasChanged) this.#ports.sendModelChanged({ revision: ++this.#revision });
  }

  #show(folder: Folder, verdict: Verdict | undefined): void {
    const shown = this.#shown.get(folder) ?? new ShownDiagnostics(folder);
    this.#shown.set(folder, shown);
    const changed = shown.follow(verdict?.analysis.diagnostics ?? new Map());
    this.#ports.publisher.publish(folder, shown.files, changed);
  }

  #judge(folder: Folder): JudgedFolder {
    try {
      const verdict = verdictOn(folder);
      for (const crash of verdict?.analysis.crashes ?? []) this.#noteCrash(crash, folder.snapshot);
      return { folder, verdict, hasFailed: false };
    } catch (error) {
      this.#ports.faults.note('the check', error, folder.uri.uriOf(''));
      return { folder, verdict: undefined, hasFailed: true };
    }
  }

  #noteCrash(crash: RuleCrash, { revision }: Snapshot): void {
    if (this.#crashed.has(crash.rule)) return;
    this.#crashed.add(crash.rule);
    this.#ports.logError(
      `rule ${crash.rule} failed at revision ${revision}: ${withoutQuotes(crash.message)}`,
    );
    if (this.#crashed.size === 1) this.#ports.showCrash(crash);
  }

  #sendStatus(): void {
    const status = statusOf(
      this.#folders.all.map(
        (folder) => this.#judged.get(folder) ?? { folder, verdict: undefined, hasFailed: false },
      ),
    );
    const text = JSON.stringify(status);
    if (text === this.#lastStatus) return;
    this.#lastStatus = text;
    this.#ports.sendStatus(status);
  }
}

function countersIn({ uri, snapshot }: Folder) {
  return { folder: uri.uriOf(''), ...countersOf(snapshot) };
}
