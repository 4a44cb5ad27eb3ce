import type { Cluster } from '../fleet/cluster.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { type Reference, targetKindOf } from '../flux/cross-namespace-reference.ts';
import { unnamedTenant } from '../tenancy/assumed-tenants.ts';
import type { DeployTarget } from '../tenancy/deploy-target.ts';
import type { ForeignReference } from '../tenancy/foreign-reference.ts';
import type { FlagState } from '../tenancy/lockdown.ts';
import type { StrayObject } from '../tenancy/stray-object.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import { quote } from '../text/quote.ts';
import type { Span } from '../text/span.ts';
import { known, readField } from '../yaml/field.ts';
import { entryOf, valueAt } from '../yaml/node.ts';
import type { RelatedPlace } from './finding.ts';

export { quote };

/** An object by kind and name, as in "HelmRelease `redis`". */
export function nameOf(object: FleetObject): string {
  const name = known(object.name);
  return name === undefined ? object.kind : `${object.kind} ${quote(name)}`;
}

/** An object and its tenant, if it has one, as in "HelmRelease `redis` of tenant `dev-team`". */
export function nameWithTenant(object: FleetObject, tenant: Tenant | undefined): string {
  return tenant === undefined || tenant.name === unnamedTenant
    ? nameOf(object)
    : `${nameOf(object)} of tenant ${quote(tenant.name)}`;
}

/**
 * Where to show that an object lacks a field: at its name, which says which object it is, or deeper in the object at the
 * key that the field belongs under. A key without a value is shown itself, and so is the template of an object.
 */
export function placeOfMissing(object: FleetObject, ...path: readonly string[]): Span {
  const isInside = valueAt(object.root, ...path.slice(0, 2)) !== undefined;
  return isInside || object.template ? readField(object, ...path).span : object.origin.name.span;
}

/** That an object deploys into another namespace, and whose that is. */
export function deploysInto(
  object: FleetObject,
  { tenant, own, target, owner }: DeployTarget,
): string {
  const fact = `${nameWithTenant(object, tenant)} deploys into ${quote(target.value)}`;
  if (!owner) return `${fact}, which is not a namespace of the tenant`;
  return owner === tenant
    ? `${fact} from ${quote(own)}, where its service account lives`
    : `${fact}, a namespace of tenant ${quote(owner.name)}`;
}

/** Where the tenant that owns a namespace is declared, as a related place. */
export function declarationOf(tenant: Tenant, namespace: string): readonly RelatedPlace[] {
  const evidence = tenant.evidence.find((each) => each.namespace === namespace);
  return evidence
    ? [
        {
          span: evidence.span,
          message: `${quote(namespace)} belongs to tenant ${quote(tenant.name)}`,
        },
      ]
    : [];
}

/** What applies an object, as a related place. */
export function placeOfDelivery(by: FleetObject): RelatedPlace {
  return { span: by.name.span, message: `applied by ${nameOf(by)}` };
}

/** Where a tenant's object goes, as in "ConfigMap `a` that Kustomization `b` of tenant `c` applies goes to `d`". */
export function strayWords(
  object: FleetObject,
  { by, tenant, namespace, isWrittenInObject }: StrayObject,
): string {
  const applier = nameWithTenant(by, tenant);
  return isWrittenInObject
    ? `${nameOf(object)} that ${applier} applies goes to ${quote(namespace)}`
    : `${applier} applies objects to ${quote(namespace)}`;
}

/** What a reference names, as in "GitRepository `apps`"; a key such as `sourceRef` where it does not say a kind. */
export function nameOfTarget(reference: Reference): string {
  const kind = targetKindOf(reference)?.kind ?? known(reference.kind) ?? reference.key;
  const name = known(reference.name);
  return name === undefined ? kind : `${kind} ${quote(name)}`;
}

/** The end of a sentence about a reference into another namespace: that Flux refuses it, where it does. */
export function refusalOf({ flag, tenant, owner }: ForeignReference): string {
  if (flag.state !== 'on') return '';
  const blocks = ', which `--no-cross-namespace-refs` blocks';
  return tenant && tenant === owner ? `${blocks} between namespaces of one tenant, too` : blocks;
}

/** The other parties of a reference into another namespace: whose that is, and where the flag is set. */
export function partiesOf({ namespace, owner, flag }: ForeignReference): readonly RelatedPlace[] {
  return [
    ...(owner ? declarationOf(owner, namespace.value) : []),
    ...flagPlace(flag, '--no-cross-namespace-refs'),
  ];
}

/** Where a flag is set, as a related place. */
export function flagPlace(flag: FlagState, name: string): readonly RelatedPlace[] {
  return flag.state === 'on' ? [{ span: flag.span, message: `${quote(name)} is set here` }] : [];
}

/** A cluster by the directory it is synced from. */
export function nameOfCluster({ root }: Cluster): string {
  return `the cluster of ${quote(root || '.')}`;
}

/** What to underline where the installation of Flux is meant: a key of its file, or the first one. */
export function placeOfCluster({ installation }: Cluster, key: string): Span {
  const { by, root } = installation;
  const spec = valueAt(root, 'spec');
  const entry =
    by === 'instance'
      ? (entryOf(spec, 'cluster') ?? entryOf(root, 'spec'))
      : (entryOf(root, key) ?? entryOf(root, 'resources'));
  return entry?.keySpan ?? root.span;
}

/** Words in a row, as in "a, b and c". */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
