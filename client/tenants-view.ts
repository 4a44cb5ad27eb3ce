import {
  commands,
  EventEmitter,
  type LogOutputChannel,
  MarkdownString,
  Range,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
  type ViewBadge,
  window,
} from 'vscode';
import type { Place, ProblemCount, TenantsResult } from '../server/lsp/protocol.ts';
import { counted, describeProblems, seriousProblems } from './problem-count.ts';
import { decoratedUri, decorateProblems } from './problem-decorations.ts';
import { type TreeRow, tenantTree } from './tenant-tree.ts';

/** The tree of tenants in the side bar. */
export class TenantsView implements TreeDataProvider<TreeRow> {
  readonly #ask: () => Promise<TenantsResult>;
  readonly #log: LogOutputChannel;
  readonly #changed = new EventEmitter<void>();
  readonly #view;
  readonly #decorations = decorateProblems();
  #rows: readonly TreeRow[] = [];
  #isAsking = false;
  #isStale = false;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(ask: () => Promise<TenantsResult>, log: LogOutputChannel) {
    this.#ask = ask;
    this.#log = log;
    this.#view = window.createTreeView('fluxTenancy.tenants', {
      treeDataProvider: this,
      showCollapseAll: true,
    });
  }

  getChildren(row?: TreeRow): TreeRow[] {
    return [...(row ? row.children : this.#rows)];
  }

  getTreeItem(row: TreeRow): TreeItem {
    return treeItem(row);
  }

  /** Asks the server for the tree again; while a question is under way, once more after its answer. */
  async refresh(): Promise<void> {
    this.#isStale = true;
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      while (this.#isStale) {
        this.#isStale = false;
        const { tenants, situation } = await this.#ask();
        this.#show(tenantTree(tenants));
        // Chooses among the texts for a view without tenants.
        commands.executeCommand('setContext', 'fluxTenancy.situation', situation);
      }
    } catch (error) {
      this.#log.warn(`The tenants could not be read: ${error}`);
    } finally {
      this.#isAsking = false;
    }
  }

  /** Shows nothing, where there is no server whose answer it could be. */
  clear(): void {
    this.#show([]);
    this.count(undefined);
  }

  /** Puts the number of problems on the view and its icon. */
  count(problems: ProblemCount | undefined): void {
    this.#view.badge = problems && badgeOf(problems);
  }

  dispose(): void {
    this.#view.dispose();
    this.#decorations.dispose();
    this.#changed.dispose();
  }

  #show(rows: readonly TreeRow[]): void {
    this.#rows = rows;
    this.#changed.fire();
  }
}

function badgeOf(problems: ProblemCount): ViewBadge | undefined {
  const value = seriousProblems(problems);
  return value > 0
    ? { value, tooltip: `${describeProblems(problems)} in Flux manifests` }
    : undefined;
}

function treeItem(row: TreeRow): TreeItem {
  const item = new TreeItem(row.label, stateOf(row));
  item.id = row.id;
  item.description = row.description;
  item.iconPath = new ThemeIcon(row.icon);
  item.resourceUri = decoratedUri(row.id, row.problems);
  item.tooltip = tooltipOf(row);
  item.accessibilityInformation = { label: row.spoken, role: 'treeitem' };
  if (row.place) item.command = openCommand(row.place);
  return item;
}

/** Tenants closed, so that the first look is a list of them; their namespaces open. */
function stateOf({ id, children }: TreeRow): TreeItemCollapsibleState {
  if (children.length === 0) return TreeItemCollapsibleState.None;
  return id.includes('/') ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
}

function openCommand({ uri, range: { start, end } }: Place): TreeItem['command'] {
  const selection = new Range(start.line, start.character, end.line, end.character);
  return {
    command: 'vscode.open',
    title: 'Open Manifest',
    arguments: [Uri.parse(uri), { selection }],
  };
}

/** Names and reasons come from files, so they are text and never markup. */
function tooltipOf(row: TreeRow): MarkdownString {
  const tooltip = new MarkdownString('**').appendText(row.label).appendMarkdown('**');
  const lines = [...row.facts, problemLine(row.problems)];
  for (const line of lines) tooltip.appendMarkdown('\n\n').appendText(line);
  const shown = row.evidence.slice(0, mostEvidence);
  for (const { place, reason } of shown) {
    tooltip.appendMarkdown('\n- ').appendText(`${reason} (${whereIs(place)})`);
  }
  const more = row.evidence.length - shown.length;
  if (more > 0) tooltip.appendMarkdown(`\n- ${more} more`);
  return tooltip;
}

const mostEvidence = 8;

const problemLine = (problems: ProblemCount): string =>
  describeProblems(problems) || counted(0, 'problem');

function whereIs({ uri, range }: Place): string {
  const { path } = Uri.parse(uri);
  return `${path.slice(path.lastIndexOf('/') + 1)}:${range.start.line + 1}`;
}
