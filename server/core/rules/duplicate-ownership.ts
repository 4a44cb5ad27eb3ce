import { defineRule } from './rule.ts';
import { nameOf, placeOfDelivery } from './wording.ts';

/** Flags objects that two Flux Kustomizations of one cluster apply. */
export const duplicateOwnership = defineRule({
  id: 'duplicate-ownership',
  title: 'Two Kustomizations apply the same object',
  boundary: 'namespace',
  preset: 'strict',
  applies: 'tenants',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  reads: 'every kind',
  why: 'Each Kustomization writes the object as it has it and overwrites what the other wrote, again and again; the first one that is removed deletes it for both. Between tenants this is also a way to change what somebody else owns.',
  remedy:
    'Keep the object in one of the Kustomizations, and let the other depend on it with `dependsOn`.',
  errors: [],
  references: [
    'https://github.com/fluxcd/kustomize-controller/issues/871',
    'https://fluxcd.io/flux/components/kustomize/kustomizations/#controlling-the-apply-behavior-of-resources',
  ],
  check(object, context) {
    const [first] = context.ownersOf(object);
    if (!first || first === object) return;
    const { delivery } = object;
    if (first.delivery.mode !== 'flux' || delivery.mode !== 'flux') return;
    const others = [first.delivery.by, delivery.by];
    context.report({
      at: object.origin.name.span,
      object,
      tenant: context.tenancy.delivererOf(object),
      message: `${nameOf(object)} is applied by ${others.map(nameOf).join(' and by ')}`,
      related: [
        ...(first.origin === object.origin
          ? []
          : [
              {
                span: first.origin.name.span,
                message: `${nameOf(object)} is written here as well`,
              },
            ]),
        ...others.map(placeOfDelivery),
      ],
    });
  },
});
