import type { GroupKind } from '../manifest/kind.ts';

/** Whether objects of a kind live in a namespace; `unknown` for kinds of which nobody says so. */
export type Scope = 'cluster' | 'namespaced' | 'unknown';

/** What is known of the kinds of one API group: by kind, and under `*` of all that are not named. */
type GroupScopes = ReadonlyMap<string, Scope>;

/** Scopes of kinds by API group; `*.group` stands for all groups below one. */
export type ScopeTable = ReadonlyMap<string, GroupScopes>;

/**
 * Reads the notation of the catalogue, one group a line: `group: cluster-scoped kinds | namespaced kinds`. A group may have
 * several lines; names alone say nothing, because a `ClusterOutput`, a `Tenant` or a `Profile` is cluster-scoped in one
 * group and namespaced in another.
 */
export function readScopeTable(text: string): ScopeTable {
  const table = new Map<string, Map<string, Scope>>();
  for (const line of text.split('\n')) {
    const [name = '', kinds] = line.split(': ');
    if (kinds === undefined || line.startsWith('#')) continue;
    const group = name === '(core)' ? '' : name;
    const known = table.get(group) ?? new Map<string, Scope>();
    table.set(group, known);
    const [cluster = '', namespaced = ''] = kinds.split('|');
    for (const kind of wordsOf(cluster)) known.set(kind, 'cluster');
    for (const kind of wordsOf(namespaced)) known.set(kind, 'namespaced');
  }
  return table;
}

/** What a table says of a kind: the lines of its own group count, else those of the nearest group above it. */
export function scopeIn(table: ScopeTable, { group, kind }: GroupKind): Scope {
  const scopes = table.get(group) ?? scopesAbove(table, group);
  return scopes?.get(kind) ?? scopes?.get('*') ?? 'unknown';
}

function scopesAbove(table: ScopeTable, group: string): GroupScopes | undefined {
  for (let dot = group.indexOf('.'); dot >= 0; dot = group.indexOf('.', dot + 1)) {
    const scopes = table.get(`*${group.slice(dot)}`);
    if (scopes) return scopes;
  }
  return undefined;
}

function wordsOf(text: string): readonly string[] {
  return text.split(' ').filter((word) => word !== '');
}
