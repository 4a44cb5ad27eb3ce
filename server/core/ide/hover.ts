import type { Delivery, FleetObject } from '../fleet/fleet.ts';
import { objectsAnywhereBy } from '../fleet/fleet-store.ts';
import { byOrigin } from '../fleet/object-keys.ts';
import { scopeOf } from '../kubernetes/scope.ts';
import { isOneOf } from '../manifest/kind.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { unnamedTenant } from '../tenancy/assumed-tenants.ts';
import {
  type EffectiveIdentity,
  effectiveIdentity,
  impersonators,
  userName,
} from '../tenancy/effective-identity.ts';
import { type Grant, grantsFor } from '../tenancy/grants.ts';
import { tenancyOf } from '../tenancy/tenancy.ts';
import type { FilePath, Span } from '../text/span.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { known } from '../yaml/field.ts';
import { entryOf, valueAt, type YamlEntry } from '../yaml/node.ts';

/** What there is to say about the place under the pointer. */
export interface Hover {
  /** The key and value it speaks of. */
  readonly span: Span;
  /** For each way in which the manifest reaches a cluster, the lines that describe it. */
  readonly contexts: readonly (readonly HoverLine[])[];
}

/** A line in pieces: plain words, names from files, and places to go to. */
export type HoverLine = readonly HoverPart[];

export type HoverPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'place'; readonly span: Span };

/** Describes the manifest at an offset, where the pointer is on what identifies it or decides about its tenancy. */
export function hoverAt(snapshot: Snapshot, file: FilePath, offset: number): Hover | undefined {
  const manifests = snapshot.files.get(file)?.manifests ?? [];
  const manifest = manifests.find(({ span }) => span.start <= offset && offset <= span.end);
  const entry = manifest && tellingEntries(manifest).find((each) => covers(each, file, offset));
  if (!manifest || !entry) return undefined;
  const described = objectsOf(snapshot, manifest).map((object) => describe(snapshot, object));
  const contexts = distinct(described.filter(({ length }) => length > 0));
  const { keySpan, value } = entry;
  const end = value.type === 'scalar' ? value.span.end : keySpan.end;
  return contexts.length > 0 ? { span: { ...keySpan, end }, contexts } : undefined;
}

/** Everything that a document becomes, on this cluster and on others. */
function objectsOf(snapshot: Snapshot, manifest: Manifest): readonly FleetObject[] {
  return objectsAnywhereBy(snapshot, byOrigin, manifest).filter(({ template }) => !template);
}

function tellingEntries(manifest: Manifest): readonly YamlEntry[] {
  const metadata = valueAt(manifest.root, 'metadata');
  const spec = isOneOf(manifest, impersonators) ? valueAt(manifest.root, 'spec') : undefined;
  const chart = valueAt(spec, 'chart', 'spec');
  return [
    entryOf(manifest.root, 'kind'),
    entryOf(metadata, 'name'),
    entryOf(metadata, 'namespace'),
    ...['serviceAccountName', 'targetNamespace', 'sourceRef', 'chartRef'].map((key) =>
      entryOf(spec, key),
    ),
    entryOf(chart, 'sourceRef'),
  ].filter((entry) => entry !== undefined);
}

/** Values that are written out elsewhere, by an anchor, do not count. */
function covers({ keySpan, value }: YamlEntry, file: FilePath, offset: number): boolean {
  if (keySpan.file !== file || offset < keySpan.start) return false;
  const isHere = value.span.file === file && value.span.start >= keySpan.end;
  return offset <= (isHere ? value.span.end : keySpan.end);
}

function describe(snapshot: Snapshot, object: FleetObject): readonly HoverLine[] {
  const identity = effectiveIdentity(snapshot, object);
  if (!identity && object.delivery.mode === 'declared') return [];
  return [
    ...tenantLine(snapshot, object),
    ...namespaceLine(snapshot, object),
    ...(identity ? identityLines(snapshot, object, identity) : []),
    ...deliveryLine(snapshot, object.delivery),
  ];
}

function tenantLine(snapshot: Snapshot, object: FleetObject): readonly HoverLine[] {
  const tenancy = tenancyOf(snapshot);
  const tenant = tenancy.ownerOf(object);
  if (tenant && tenant.name !== unnamedTenant) {
    return [[text('Tenant '), code(tenant.name), text(` (${tenant.confidence})`)]];
  }
  const namespace = known(object.namespace);
  return namespace !== undefined && tenancy.isPlatform(namespace) ? [[text('Platform')]] : [];
}

function namespaceLine(snapshot: Snapshot, object: FleetObject): readonly HoverLine[] {
  const { namespace, origin } = object;
  if (namespace.state === 'present') {
    const isItsOwn = namespace.span.file === origin.file && isWithin(namespace.span, origin.span);
    const from = isItsOwn ? [] : [text(', set in '), place(namespace.span)];
    return [[text('Namespace '), code(namespace.value), ...from]];
  }
  if (namespace.state === 'unknown')
    return [[text('Namespace not known: '), ...parts(namespace.why)]];
  const isClusterScoped = scopeOf(snapshot, object) === 'cluster';
  return [[text(isClusterScoped ? 'Cluster-scoped' : 'No namespace')]];
}

function isWithin(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function identityLines(
  snapshot: Snapshot,
  object: FleetObject,
  identity: EffectiveIdentity,
): readonly HoverLine[] {
  switch (identity.type) {
    case 'account': {
      const { account, by, span } = identity;
      const why = by === 'lockdown' ? [text(', the default set in '), place(span)] : [];
      const grants = grantsFor(snapshot, account, object);
      return [
        [text('Applied as '), code(userName(account)), ...why],
        ...grants.slice(0, mostShown).map(grantLine),
        ...moreLine(grants.length, 'bindings'),
        ...(grants.length > 0 ? [] : [[text('No binding in this workspace gives it rights')]]),
      ];
    }
    case 'controller':
      return [[text('Applied as '), code(identity.controller), text(' itself, with all rights')]];
    case 'kubeconfig':
      return [[text('Applied to another cluster, as the kubeconfig says')]];
    case 'unknown':
      return [[text('Not known as whom it is applied: '), ...parts(identity.why)]];
  }
}

function grantLine({ role, namespace, binding }: Grant): HoverLine {
  const where = namespace === undefined ? [text('everywhere')] : [text('in '), code(namespace)];
  const at = binding.origin.name.span;
  return [text(`– ${role.kind} `), code(role.name), text(' '), ...where, text(', by '), place(at)];
}

function deliveryLine(snapshot: Snapshot, delivery: Delivery): readonly HoverLine[] {
  if (delivery.mode === 'declared') return [];
  const directory = delivery.directory === '' ? '.' : delivery.directory;
  if (delivery.mode === 'kustomize') return [[text('Built by kustomize in '), code(directory)]];
  const { by, remote } = delivery;
  const name = `${known(by.namespace) ?? '?'}/${known(by.name) ?? '?'}`;
  const identity = effectiveIdentity(snapshot, by);
  const whom =
    identity?.type === 'account' ? [text(', as '), code(userName(identity.account))] : [];
  const elsewhere = remote ? [text(', on another cluster')] : [];
  return [
    [text('Delivered by Kustomization '), code(name), ...whom, ...elsewhere],
    [text('from '), code(directory), text(', declared in '), place(by.origin.name.span)],
  ];
}

/** Contexts that say the same are one. */
function distinct(contexts: readonly (readonly HoverLine[])[]): readonly (readonly HoverLine[])[] {
  const byText = new Map(contexts.map((lines) => [JSON.stringify(lines), lines]));
  const shown = [...byText.values()];
  const more = moreLine(shown.length, 'ways to a cluster');
  return more.length > 0 ? [...shown.slice(0, mostShown), more] : shown;
}

/** Hovers are looked at in passing. */
const mostShown = 4;

function moreLine(count: number, what: string): readonly HoverLine[] {
  return count > mostShown ? [[text(`and ${count - mostShown} more ${what}`)]] : [];
}

/** A sentence of ours in which names stand in backticks. */
function parts(sentence: string): readonly HoverPart[] {
  return sentence
    .split('`')
    .map((piece, index) => (index % 2 === 0 ? text(piece) : code(piece)))
    .filter((part) => part.text !== '');
}

function text(words: string): { readonly type: 'text'; readonly text: string } {
  return { type: 'text', text: words };
}

function code(name: string): { readonly type: 'code'; readonly text: string } {
  return { type: 'code', text: name };
}

function place(span: Span): HoverPart {
  return { type: 'place', span };
}
