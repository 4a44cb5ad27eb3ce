import { convertRemoteBase } from '../fixes/convert-remote-base.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import type { KustomizationFile } from '../fleet/kustomization-files.ts';
import { type RemoteBase, remoteBasesOf } from '../kustomize/remote-base.ts';
import { FluxKustomization } from '../manifest/kind.ts';
import { unnamedTenant } from '../tenancy/assumed-tenants.ts';
import type { FlagState } from '../tenancy/lockdown.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import { defineKustomizationRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { flagPlace, placeOfDelivery, quote } from './wording.ts';

/** Flags kustomizations that take in something from outside of their repository. */
export const remoteBase = defineKustomizationRule({
  id: 'remote-base',
  title: 'Content from outside the source',
  boundary: 'source',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'warning',
  levels: {
    error: '`--no-remote-bases` is set on kustomize-controller, which then refuses the repository.',
    warning:
      'It is not set, or the repository does not show it; or the entry is a single file, which the flag may not stop.',
  },
  since: '0.1.0',
  fix: 'unsafe',
  reads: [FluxKustomization],
  why: 'What a kustomization fetches from elsewhere is in no source: nobody has verified it, it may differ from one minute to the next, and kustomize-controller fetches it with its own network access. Clusters locked down for tenants refuse it.',
  remedy:
    'Let Flux fetch it: declare a GitRepository for it and a Kustomization with its path, or copy the files into the repository.',
  errors: [
    "accumulating resources from 'https://github.com/example-org/podinfo': URL is a git repository",
  ],
  references: [
    'https://fluxcd.io/flux/installation/configuration/multitenancy/',
    'https://fluxcd.io/flux/components/kustomize/options/#flags',
  ],
  check(kustomization, context) {
    const bases = remoteBasesOf(kustomization.config, kustomization.root);
    if (bases.length === 0) return;
    const builders = context.buildersOf(kustomization.file);
    for (const base of bases) checkOne(context, kustomization, base, builders);
  },
});

function checkOne(
  context: RuleContext,
  kustomization: KustomizationFile,
  base: RemoteBase,
  builders: readonly FleetObject[],
): void {
  const tenants = builders.filter((builder) => context.tenancy.ownerOf(builder));
  const refusing =
    base.form === 'repository'
      ? builders.find((builder) => flagOf(context, builder).state === 'on')
      : undefined;
  const builder = refusing ?? tenants[0];
  if (!builder) return;
  const tenant = context.tenancy.ownerOf(builder);
  const flag: FlagState = refusing ? flagOf(context, refusing) : { state: 'off' };
  context.report({
    at: base.node.span,
    tenant,
    message: `${subject(kustomization, tenant)} takes in ${quote(base.entry)}${refusing ? ', which `--no-remote-bases` blocks' : ' from outside its source'}`,
    severity: refusing ? 'error' : 'warning',
    related: [placeOfDelivery(builder), ...flagPlace(flag, '--no-remote-bases')],
    fixes: () => [convertRemoteBase(context, kustomization, base, builders)],
  });
}

function flagOf(context: RuleContext, builder: FleetObject): FlagState {
  return context.lockdownFor(builder).noRemoteBases;
}

function subject({ directory }: KustomizationFile, tenant: Tenant | undefined): string {
  const kustomization = `the kustomization in ${quote(directory || '.')}`;
  return tenant === undefined || tenant.name === unnamedTenant
    ? kustomization
    : `${kustomization} of tenant ${quote(tenant.name)}`;
}
