import { GitRepository, HelmRepository, OCIRepository } from '../manifest/kind.ts';
import { beginsLike } from '../text/begins-like.ts';
import { readString } from '../yaml/field.ts';
import { defineRule } from './rule.ts';
import { nameWithTenant, quote } from './wording.ts';

/** Flags sources of tenants at places that nobody allowed. */
export const sourceUrlNotAllowed = defineRule({
  id: 'source-url-not-allowed',
  title: 'Source at a place that is not allowed',
  boundary: 'source',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  reads: [GitRepository, OCIRepository, HelmRepository],
  why: 'Whoever can write to a source decides what runs in the cluster. Platforms therefore list the hosts and organisations that their tenants may deploy from, and often hold the cluster to the same list by an admission policy.',
  remedy:
    'Move the content to a place of `allowedSources` in `.flux-tenancy.yaml`, or have the place added there. Where nothing is listed, this rule says nothing.',
  errors: [],
  references: ['https://fluxcd.io/flux/security/best-practices/'],
  check(source, context) {
    const allowed = context.configuration.allowedSources;
    const tenant = context.tenancy.ownerOf(source);
    const url = readString(source, 'spec', 'url');
    if (!allowed || !tenant || url.state !== 'present') return;
    if (allowed.some((pattern) => beginsLike(url.value, pattern))) return;
    context.report({
      at: url.span,
      object: source,
      tenant,
      message: `${nameWithTenant(source, tenant)} reads ${quote(url.value)}, which no entry of \`allowedSources\` allows`,
    });
  },
});
