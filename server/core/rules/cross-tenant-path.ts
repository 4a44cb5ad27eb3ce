import { pathsOutside } from '../kustomize/local-paths.ts';
import { FluxKustomization } from '../manifest/kind.ts';
import type { PathOwner } from '../tenancy/path-owners.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import { defineKustomizationRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { nameOf, quote } from './wording.ts';

/** Flags kustomizations of a tenant that take in files of another tenant, or of the platform. */
export const crossTenantPath = defineKustomizationRule({
  id: 'cross-tenant-path',
  title: 'Tenant includes files of others',
  boundary: 'source',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  reads: [FluxKustomization],
  why: 'Flux builds kustomizations without load restrictions: `../` reaches every file of the repository. The tenant deploys what others meant for themselves, and receives their changes without notice; secrets among the files, it can read.',
  remedy:
    'Copy what the tenant needs, or put what several share into a directory of its own, such as `base` or `components`.',
  errors: [],
  references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#path'],
  check(kustomization, context) {
    const paths = pathsOutside(kustomization.config);
    if (paths.length === 0) return;
    const builders = context.buildersOf(kustomization.file);
    const tenant = onlyTenant(
      context,
      builders.map((builder) => context.tenancy.ownerOf(builder)),
    );
    if (!tenant) return;
    for (const { node, written, path } of paths) {
      const owner = context.ownerOfPath(path, kustomization.directory);
      if (!owner || owner.tenant === tenant || isShared(owner, path)) continue;
      context.report({
        at: node.span,
        tenant,
        message: `the kustomization in ${quote(kustomization.directory)} of tenant ${quote(tenant.name)} takes in ${quote(written)}, which belongs to ${nameOfOwner(owner)}`,
        related: [
          {
            span: owner.by.name.span,
            message: `${nameOf(owner.by)} applies ${quote(owner.directory)}`,
          },
        ],
      });
    }
  },
});

/** The tenant for whom all builds are: what others build as well is not one tenant's. */
function onlyTenant(
  { tenancy }: RuleContext,
  tenants: readonly (Tenant | undefined)[],
): Tenant | undefined {
  const [first] = tenants;
  const isOnly = tenants.every((tenant) => tenant === first);
  return isOnly && tenancy.situation === 'tenants' ? first : undefined;
}

/** Directories by whose name the platform offers what is in them to others. */
const shared =
  /(^|\/)(bases?|components?|commons?|shared|lib|library|libs|modules?|templates?)(\/|$)/;

function isShared({ tenant }: PathOwner, path: string): boolean {
  return tenant === undefined && shared.test(path);
}

function nameOfOwner({ tenant }: PathOwner): string {
  return tenant ? `tenant ${quote(tenant.name)}` : 'the platform';
}
