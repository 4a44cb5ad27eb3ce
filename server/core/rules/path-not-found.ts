import { changeValue } from '../fixes/change-value.ts';
import { FluxKustomization } from '../manifest/kind.ts';
import { textAt } from '../yaml/node.ts';
import { defineRule } from './rule.ts';
import { nameWithTenant, quote } from './wording.ts';

/** Flags Kustomizations whose path is not in their source. */
export const pathNotFound = defineRule({
  id: 'path-not-found',
  title: 'Path that its source does not have',
  boundary: 'source',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  reads: [FluxKustomization],
  why: 'A path is a directory of the source, from its root. Without it nothing is applied; what was applied before stays as it is, so nobody notices until a change fails to arrive.',
  remedy: 'Correct `spec.path`, or create the directory.',
  errors: [
    'kustomization path not found: stat /tmp/kustomization-123/apps/stagin: no such file or directory',
  ],
  references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#path'],
  check(object, context) {
    const missing = context.missingPathOf(object);
    if (!missing) return;
    const { path, directory } = missing;
    const tenant = context.tenancy.ownerOf(object);
    const source = textAt(object.root, 'spec', 'sourceRef', 'name') ?? '?';
    context.report({
      at: path.span,
      object,
      tenant,
      message: `${nameWithTenant(object, tenant)} applies ${quote(path.value)}, a directory that GitRepository ${quote(source)} does not have`,
      fixes: () => {
        const similar = context.similarDirectory(directory);
        return similar === undefined
          ? []
          : changeValue(context, object, ['spec', 'path'], inStyleOf(path.value, similar));
      },
    });
  },
});

/** A directory with the same beginning as the path has: `./`, a slash, or none. */
function inStyleOf(path: string, directory: string): string {
  const [start = ''] = /^(\.?\/)?/.exec(path) ?? [];
  return `${start}${directory}`;
}
