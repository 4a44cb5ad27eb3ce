import { fix } from '../fixes/fix.ts';
import { insertInto, insertIntoSpec } from '../fixes/insert.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { Namespace, sameKind } from '../manifest/kind.ts';
import { known, readString } from '../yaml/field.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { nameOf, placeOfDelivery, placeOfMissing } from './wording.ts';

/** Flags namespaced objects that reach the API server without a namespace. */
export const namespaceNotSpecified = defineRule({
  id: 'namespace-not-specified',
  title: 'Object is applied without a namespace',
  boundary: 'namespace',
  preset: 'recommended',
  applies: 'everywhere',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  reads: 'every kind',
  why: 'Flux has no default namespace: not `default`, and not that of the Kustomization. An object that gets a namespace from nowhere is refused, and with it everything that its Kustomization would apply after it.',
  remedy:
    'Set `targetNamespace` on the Kustomization, `namespace:` in its `kustomization.yaml`, or `metadata.namespace` in the object.',
  errors: [
    'ConfigMap/settings namespace not specified: the server could not find the requested resource',
  ],
  references: [
    'https://fluxcd.io/flux/components/kustomize/kustomizations/#target-namespace',
    'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/namespace/',
  ],
  check(object, context) {
    const { delivery, namespace } = object;
    // What nothing applies may get its namespace from whoever does, and a ResourceSet has ways of its own.
    if (namespace.state !== 'absent' || delivery.mode !== 'flux' || object.template) return;
    if (context.scopeOf(object) !== 'namespaced') return;
    const { by } = delivery;
    context.report({
      at: placeOfMissing(object, 'metadata', 'namespace'),
      object,
      tenant: context.tenancy.delivererOf(object),
      message: `${nameOf(object)} has no namespace, and ${nameOf(by)} that applies it has no \`targetNamespace\``,
      related: [placeOfDelivery(by)],
      fixes: () => {
        const home = homeOf(context, by);
        return home === undefined
          ? []
          : [setTarget(context, by, home), setNamespace(context, object, home)];
      },
    });
  },
});

/** Where the object belongs: a tenant's to the tenant, any other to the one namespace its siblings go to. */
function homeOf(context: RuleContext, by: FleetObject): string | undefined {
  const own = known(by.namespace);
  if (own !== undefined && context.tenancy.tenantIn(own)) return own;
  const [only, ...others] = namespacesIn(context, by);
  return others.length === 0 ? only : undefined;
}

/** A target moves everything, so there must be nothing that goes elsewhere now. */
function setTarget(context: RuleContext, by: FleetObject, home: string) {
  const objects = context.fleet.contentOf(by)?.objects ?? [];
  const isElsewhere = namespacesIn(context, by).some((namespace) => namespace !== home);
  if (by.template || isElsewhere || objects.some((each) => sameKind(each, Namespace))) return;
  if (readString(by.origin, 'spec', 'targetNamespace').state !== 'absent') return;
  return fix(`Insert \`targetNamespace: ${home}\``, [
    insertIntoSpec(context, by, 'targetNamespace', home, ['path', 'sourceRef']),
  ]);
}

function setNamespace(context: RuleContext, object: FleetObject, home: string) {
  // What a generator makes has no document of its own.
  if (object.origin.index < 0) return undefined;
  const title = `Insert \`namespace: ${home}\` into ${nameOf(object)}`;
  return fix(title, [insertInto(context, object, ['metadata'], 'namespace', home, ['name'])]);
}

function namespacesIn({ fleet }: RuleContext, by: FleetObject): readonly string[] {
  const objects = fleet.contentOf(by)?.objects ?? [];
  return [...new Set(objects.flatMap(({ namespace }) => known(namespace) ?? []))];
}
