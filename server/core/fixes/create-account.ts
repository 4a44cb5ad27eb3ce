import type { FleetObject } from '../fleet/fleet.ts';
import { quote } from '../text/quote.ts';
import { appendDocument, scalar } from '../yaml/yaml-edit.ts';
import { type Fix, fix, type Texts } from './fix.ts';

/** A service account of a tenant, as a fix writes it. */
export interface NewAccount {
  readonly namespace: string;
  readonly name: string;
  /** Labels for both objects, such as the one that names the tenant. */
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * Declares a service account and binds it to the ClusterRole `admin` in its own namespace, behind the documents of a file
 * that the platform delivers: that of the Namespace or of an object of the platform beside it.
 */
export function createAccount(
  texts: Texts,
  beside: FleetObject,
  account: NewAccount,
): Fix | undefined {
  const title = `Create ServiceAccount ${quote(account.name)} in ${quote(account.namespace)} and bind it to \`admin\``;
  return appendAll(texts, beside, title, [accountDocument(account), bindingDocument(account)]);
}

/** Declares a service account to which bindings give rights already. */
export function declareAccount(
  texts: Texts,
  beside: FleetObject,
  account: NewAccount,
): Fix | undefined {
  const title = `Create ServiceAccount ${quote(account.name)} in ${quote(account.namespace)}`;
  return appendAll(texts, beside, title, [accountDocument(account)]);
}

/** Binds a service account that is there to the ClusterRole `admin` in its namespace. */
export function createBinding(
  texts: Texts,
  beside: FleetObject,
  account: NewAccount,
): Fix | undefined {
  const title = `Bind ServiceAccount ${quote(account.name)} to \`admin\` in ${quote(account.namespace)}`;
  return appendAll(texts, beside, title, [bindingDocument(account)]);
}

function appendAll(
  texts: Texts,
  { origin, template }: FleetObject,
  title: string,
  documents: readonly string[],
): Fix | undefined {
  const text = texts.textOf(origin.file);
  if (template || text === '') return undefined;
  const edit = appendDocument(text, origin.file, text.length, documents.join('\n---\n'));
  return fix(title, [edit]);
}

function accountDocument({ name, namespace, labels }: NewAccount): string {
  return [
    'apiVersion: v1',
    'kind: ServiceAccount',
    'metadata:',
    `  name: ${scalar(name)}`,
    `  namespace: ${scalar(namespace)}`,
    ...labelLines(labels),
  ].join('\n');
}

/** The subject as `flux create tenant` writes it, but with `admin`, which cannot change the Namespace or its quota. */
function bindingDocument({ name, namespace, labels }: NewAccount): string {
  return [
    'apiVersion: rbac.authorization.k8s.io/v1',
    'kind: RoleBinding',
    'metadata:',
    `  name: ${scalar(bindingName(name))}`,
    `  namespace: ${scalar(namespace)}`,
    ...labelLines(labels),
    'roleRef:',
    '  apiGroup: rbac.authorization.k8s.io',
    '  kind: ClusterRole',
    '  name: admin',
    'subjects:',
    '  - kind: ServiceAccount',
    `    name: ${scalar(name)}`,
    `    namespace: ${scalar(namespace)}`,
  ].join('\n');
}

/** The name of the binding that a fix writes for an account, as `flux create tenant` calls it. */
export function bindingName(account: string): string {
  return `${account}-reconciler`;
}

function labelLines(labels: NewAccount['labels']): readonly string[] {
  const entries = Object.entries(labels ?? {});
  if (entries.length === 0) return [];
  return ['  labels:', ...entries.map(([key, value]) => `    ${key}: ${scalar(value)}`)];
}
