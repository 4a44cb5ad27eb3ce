import type { FleetObject } from '../fleet/fleet.ts';
import type { PolicyMarker } from '../fleet/policy-markers.ts';
import { ImagePolicy, ImageUpdateAutomation } from '../manifest/kind.ts';
import { known, readString } from '../yaml/field.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { nameOf, quote } from './wording.ts';

/** Flags markers of image policies that the automation of their file does not look at. */
export const imagePolicyMarkerNamespace = defineRule({
  id: 'image-policy-marker-namespace',
  title: 'Image marker of another namespace',
  boundary: 'reference',
  preset: 'recommended',
  applies: 'tenants',
  speaksOfOthers: true,
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  reads: [ImageUpdateAutomation],
  why: 'An ImageUpdateAutomation knows the policies of its own namespace only. A marker that names another one is silently ignored, and the image is never updated.',
  remedy:
    'Name a policy of the namespace of the automation, or let an automation in the namespace of the policy update the file.',
  errors: [],
  references: [
    'https://fluxcd.io/flux/components/image/imageupdateautomations/',
    'https://github.com/fluxcd/image-automation-controller/issues/361',
  ],
  check(automation, context) {
    const own = known(automation.namespace);
    for (const marker of context.markersPassedBy(automation)) {
      const policy = { namespace: marker.namespace, name: marker.name };
      // Who updates by a policy that is not here, is not here either.
      if (own === undefined || !isHere(context, policy)) continue;
      context.report({
        at: marker.span,
        tenant: context.tenancy.tenantIn(own),
        message: message(automation, marker, own),
        related: [
          { span: automation.name.span, message: `${nameOf(automation)} is declared here` },
        ],
      });
    }
  },
});

function isHere(context: RuleContext, policy: Pick<PolicyMarker, 'namespace' | 'name'>): boolean {
  return context.namespacesOf(ImagePolicy, policy.name).includes(policy.namespace);
}

function message(automation: FleetObject, { namespace, name }: PolicyMarker, own: string): string {
  const path = known(readString(automation, 'spec', 'update', 'path')) ?? '.';
  return `the marker ${quote(`${namespace}:${name}`)} is ignored: ${nameOf(automation)} updates ${quote(path)} by the policies of namespace ${quote(own)} only`;
}
