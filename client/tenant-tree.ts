import type { ItemNode, Place, ProblemCount, TenantNode } from '../server/lsp/protocol.ts';
import { addProblems, counted, describeProblems, noProblems } from './problem-count.ts';

/** One row of the Tenants view, still free of the editor's types. */
export interface TreeRow {
  /** Unique in the tree and the same after the next change, so that what is expanded stays so. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** Name of a codicon. */
  readonly icon: string;
  /** What a click opens; `undefined` where the workspace has no place for it. */
  readonly place: Place | undefined;
  readonly problems: ProblemCount;
  /** Sentences below the name in the tooltip. */
  readonly facts: readonly string[];
  readonly evidence: TenantNode['evidence'];
  /** What a screen reader says. */
  readonly spoken: string;
  readonly children: readonly TreeRow[];
}

/** Tenant → namespace → what lies in it. What is not in a namespace of the tenant comes after those that are its own. */
export function tenantTree(tenants: readonly TenantNode[]): readonly TreeRow[] {
  return unique(tenants.map(tenantRow));
}

const confidences: Readonly<Record<TenantNode['confidence'], string>> = {
  declared: 'Declared by configuration.',
  proven: 'Proven by labels or role bindings.',
  inferred: 'Inferred from the way its Flux objects are set up.',
  assumed: 'Assumed, because the workspace does not show the platform it belongs to.',
};

function tenantRow(tenant: TenantNode): TreeRow {
  const { name, confidence, place, evidence, problems } = tenant;
  const isUncertain = confidence === 'inferred' || confidence === 'assumed';
  return row({
    id: name,
    label: name,
    description: isUncertain ? confidence : '',
    icon: 'organization',
    place,
    problems,
    facts: [confidences[confidence], counted(tenant.namespaces.length, 'namespace')],
    evidence,
    noun: isUncertain ? `${confidence} tenant` : 'tenant',
    children: namespaceRows(tenant),
  });
}

function namespaceRows(tenant: TenantNode): readonly TreeRow[] {
  const items = itemsOf(tenant);
  const within = (namespace: string | undefined) =>
    items.filter((item) => item.namespace === namespace);
  const own = tenant.namespaces.map(({ name }) => name);
  const other = new Set(items.flatMap(({ namespace }) => namespace ?? []));
  const rows = [...tenant.namespaces]
    .sort((a, b) => compare(a.name, b.name))
    .map((namespace) => namespaceRow(tenant.name, namespace, within(namespace.name)));
  for (const name of [...other].filter((each) => !own.includes(each)).sort(compare)) {
    rows.push(foreignRow(`${tenant.name}/${name}`, name, within(name)));
  }
  const unknown = within(undefined);
  if (unknown.length > 0) rows.push(unknownRow(tenant.name, unknown));
  return rows;
}

function namespaceRow(tenant: string, namespace: ItemNode, items: readonly ItemNode[]): TreeRow {
  const { name, detail, place, problems } = namespace;
  const id = `${tenant}/${name}`;
  return row({
    id,
    label: name,
    description: detail,
    icon: 'symbol-namespace',
    place,
    problems: addProblems([problems, ...items.map((item) => item.problems)]),
    facts: [`Namespace of the tenant ${tenant}.`],
    noun: 'namespace',
    children: items.map((item) => itemRow(id, item)),
  });
}

/** A namespace that holds something of the tenant but is not one of its own, such as the one of Flux. */
function foreignRow(id: string, name: string, items: readonly ItemNode[]): TreeRow {
  return row({
    id,
    label: name,
    description: 'not its own',
    icon: 'symbol-namespace',
    problems: addProblems(items.map((item) => item.problems)),
    facts: ['Holds objects of the tenant, but is no namespace of it.'],
    noun: 'namespace not its own',
    children: items.map((item) => itemRow(id, item)),
  });
}

function unknownRow(tenant: string, items: readonly ItemNode[]): TreeRow {
  // No namespace is called `?`.
  const id = `${tenant}/?`;
  return row({
    id,
    label: 'namespace not known',
    icon: 'question',
    problems: addProblems(items.map((item) => item.problems)),
    facts: ['The namespace of these objects is decided outside this workspace.'],
    noun: 'group',
    children: items.map((item) => itemRow(id, item)),
  });
}

function itemRow(parent: string, item: ItemNode): TreeRow {
  const { kind, name, detail, appliedAs, place, problems } = item;
  return row({
    id: `${parent}/${kind}/${name}`,
    label: name,
    description: detail === '' ? kind : `${kind} · ${detail}`,
    icon: icons[kind] ?? 'symbol-object',
    place,
    problems,
    facts: [detail === '' ? kind : `${kind}: ${detail}`, ...(appliedAs ? [appliedAs] : [])],
    noun: kind,
  });
}

const icons: Readonly<Record<string, string>> = {
  Kustomization: 'layers',
  HelmRelease: 'package',
  GitRepository: 'repo',
  OCIRepository: 'archive',
  HelmRepository: 'library',
  HelmChart: 'notebook',
  Bucket: 'database',
  ExternalArtifact: 'file-zip',
  ServiceAccount: 'person',
  RoleBinding: 'shield',
};

/** In the order in which they are shown. */
function itemsOf(tenant: TenantNode): readonly ItemNode[] {
  const { kustomizations, helmReleases, sources, serviceAccounts, bindings } = tenant;
  return [kustomizations, helmReleases, sources, serviceAccounts, bindings].flatMap((group) =>
    [...group].sort((a, b) => compare(a.name, b.name) || compare(a.kind, b.kind)),
  );
}

type RowDraft = Pick<TreeRow, 'id' | 'label' | 'icon' | 'facts'> &
  Partial<TreeRow> & { readonly noun: string };

function row({ noun, ...draft }: RowDraft): TreeRow {
  const problems = draft.problems ?? noProblems;
  const spoken = [`${noun} ${draft.label}`, describeProblems(problems)];
  return {
    description: '',
    place: undefined,
    evidence: [],
    children: [],
    ...draft,
    problems,
    spoken: spoken.filter((part) => part !== '').join(', '),
  };
}

/** The same object can be there once for each cluster; the editor refuses a second row with the same id. */
function unique(rows: readonly TreeRow[], taken = new Set<string>()): readonly TreeRow[] {
  return rows.map((each) => {
    let id = each.id;
    for (let number = 2; taken.has(id); number++) id = `${each.id}#${number}`;
    taken.add(id);
    return { ...each, id, children: unique(each.children, taken) };
  });
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
