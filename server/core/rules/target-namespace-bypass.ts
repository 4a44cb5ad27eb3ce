import { fix } from '../fixes/fix.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import type { KustomizationFile } from '../fleet/kustomization-files.ts';
import type { NamespaceOverride } from '../kustomize/namespace-override.ts';
import { mayWriteTo } from '../tenancy/stray-object.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import { known, readString } from '../yaml/field.ts';
import { valueAt } from '../yaml/node.ts';
import { removeItem } from '../yaml/sequence-edit.ts';
import { removeEntry } from '../yaml/yaml-edit.ts';
import { defineKustomizationRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { declarationOf, nameOf, nameWithTenant, quote } from './wording.ts';

/** Flags what sets the namespace of a tenant's objects after `targetNamespace` has been set. */
export const targetNamespaceBypass = defineKustomizationRule({
  id: 'target-namespace-bypass',
  title: 'Tenant gets around its target namespace',
  boundary: 'namespace',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'warning',
  levels: {
    error: 'The object ends up with another tenant, with the platform or in `default`.',
    warning: 'It ends up in a namespace of nobody known.',
  },
  since: '0.1.0',
  fix: 'unsafe',
  reads: 'every kind',
  why: 'A target namespace is a convenience, not a fence: kustomize sets it before `patchesJson6902`, `replacements` and `transformers` run, so whoever writes the `kustomization.yaml` has the last word. Only the rights of the service account keep the objects out of other namespaces.',
  remedy:
    'Remove the change of the namespace. What belongs in another namespace needs a Kustomization of that namespace.',
  errors: [
    'dry-run failed (Forbidden): configmaps "settings" is forbidden: User "system:serviceaccount:team-a:team-a" cannot patch resource "configmaps" in API group "" in the namespace "team-b"',
  ],
  references: [
    'https://fluxcd.io/flux/components/kustomize/kustomizations/#target-namespace',
    'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patchesjson6902/',
  ],
  check(kustomization, context) {
    const overrides = context.namespaceOverridesIn(kustomization);
    if (overrides.length === 0) return;
    for (const by of context.buildersOf(kustomization.file)) {
      const tenant = context.tenancy.ownerOf(by);
      // Only the outermost kustomization gets the target, and has the last word then.
      const isOutermost = context.fleet.directoryOfContent(by) === kustomization.directory;
      if (!tenant || !isOutermost) continue;
      for (const override of overrides) checkOne(context, kustomization, by, tenant, override);
    }
  },
});

function checkOne(
  context: RuleContext,
  kustomization: KustomizationFile,
  by: FleetObject,
  tenant: Tenant,
  override: NamespaceOverride,
): void {
  const object = movedBy(context, by, tenant, override);
  const namespace = object && known(object.namespace);
  if (!object || namespace === undefined) return;
  const owner = context.tenancy.tenantIn(namespace);
  const isPlatforms = context.tenancy.isPlatform(namespace) || namespace === 'default';
  const { node, directive } = override;
  const place = { span: kustomization.config[directive][override.index]?.span ?? node.span };
  context.report({
    at: node.span,
    object: by,
    tenant,
    message: `\`${directive}\` move ${nameOf(object)} that ${nameWithTenant(by, tenant)} applies to ${quote(namespace)}, past its \`targetNamespace\``,
    severity: owner || isPlatforms ? 'error' : 'warning',
    related: [
      ...(node.span.file === kustomization.file ? [] : [{ ...place, message: 'applied here' }]),
      { span: object.origin.name.span, message: `${nameOf(object)} goes to ${quote(namespace)}` },
      ...(owner ? declarationOf(owner, namespace) : []),
    ],
    fixes: () => [drop(context, kustomization, override)],
  });
}

/** The first object that ends up elsewhere than its target says, where the tenant has nothing to do. */
function movedBy(
  context: RuleContext,
  by: FleetObject,
  tenant: Tenant,
  override: NamespaceOverride,
): FleetObject | undefined {
  const target = known(readString(by, 'spec', 'targetNamespace'));
  if (target === undefined) return undefined;
  return context.fleet.contentOf(by)?.objects.find((object) => {
    const namespace = known(object.namespace);
    return (
      namespace !== undefined &&
      namespace !== target &&
      namespace === (override.namespace ?? namespace) &&
      !tenant.namespaces.includes(namespace) &&
      context.scopeOf(object) === 'namespaced' &&
      !mayWriteTo(context, by, tenant, namespace)
    );
  });
}

function drop(
  context: RuleContext,
  { file, root }: KustomizationFile,
  override: NamespaceOverride,
) {
  const { directive, index, isAlone } = override;
  const list = valueAt(root, directive);
  if (!isAlone || list?.type !== 'sequence') return undefined;
  const text = context.textOf(file);
  const edit = removeItem(text, list, index) ?? removeEntry(text, root, directive);
  return fix(`Remove it from \`${directive}\``, [edit]);
}
