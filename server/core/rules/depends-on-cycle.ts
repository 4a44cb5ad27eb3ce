import { removeReference } from '../fixes/remove-reference.ts';
import type { DependencyCycle } from '../fleet/dependencies.ts';
import { FluxKustomization, HelmRelease } from '../manifest/kind.ts';
import { defineRule } from './rule.ts';
import { nameOf, nameOfTarget } from './wording.ts';

/** Flags objects of one cluster that wait for each other. */
export const dependsOnCycle = defineRule({
  id: 'depends-on-cycle',
  title: 'Objects that wait for each other',
  boundary: 'reference',
  preset: 'recommended',
  applies: 'tenants',
  speaksOfOthers: true,
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  reads: [FluxKustomization, HelmRelease],
  why: 'An object is applied once all that it depends on is ready. In a circle none ever is, so none of them is applied, and Flux only says of each that its dependency is not ready.',
  remedy: 'Remove the dependency that goes the wrong way.',
  errors: ["dependency 'flux-system/infra-configs' is not ready"],
  references: [
    'https://fluxcd.io/flux/components/kustomize/kustomizations/#dependencies',
    'https://fluxcd.io/flux/components/helm/helmreleases/#dependencies',
  ],
  check(object, context) {
    const cycle = context.cycleFrom(object);
    const [first, ...others] = cycle ?? [];
    if (!cycle || !first) return;
    context.report({
      at: first.reference.name.span,
      object,
      tenant: context.tenancy.ownerOf(object),
      message: message(cycle),
      related: others.map(({ from, reference }) => ({
        span: reference.name.span,
        message: `${nameOf(from)} waits for ${nameOfTarget(reference)}`,
      })),
      fixes: () => [removeReference(context, object, first.reference)],
    });
  },
});

/** More objects than a sentence can take are counted. */
const mostNamed = 4;

function message(cycle: DependencyCycle): string {
  const names = cycle.map(({ from }) => nameOf(from));
  const [first = '', ...others] = names;
  if (others.length === 0) return `${first} waits for itself`;
  const shown = others.slice(0, mostNamed);
  const more = others.length - shown.length;
  const between = more > 0 ? [...shown, `${more} more`] : shown;
  return `${first} waits for ${between.join(', which waits for ')}, which waits for ${first} again`;
}
