import { Receiver } from '../manifest/kind.ts';
import { wrongReferences } from '../tenancy/foreign-reference.ts';
import { foreignReport } from './foreign-report.ts';
import { defineRule } from './rule.ts';

/** Flags receivers that make objects of other namespaces reconcile. */
export const receiverCrossNamespaceResource = defineRule({
  id: 'receiver-cross-namespace-resource',
  title: 'Receiver for objects of another namespace',
  boundary: 'reference',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'warning',
  levels: {
    error:
      '`--no-cross-namespace-refs` is set on notification-controller, which then refuses the reference.',
    warning:
      'It is not set, or the repository does not show it: a tenant makes objects of another namespace reconcile.',
  },
  since: '0.1.0',
  fix: 'unsafe',
  reads: [Receiver],
  why: 'On clusters locked down for tenants, every call of the webhook fails with the status 500, while the Receiver stays ready. On others the tenant can make objects of its neighbours reconcile.',
  remedy: 'Put a Receiver into the namespace of the objects that it is to reconcile.',
  errors: ['unable to request reconciliation … cross-namespace references are not allowed'],
  references: [
    'https://fluxcd.io/flux/components/notification/receivers/#resources',
    'https://fluxcd.io/flux/installation/configuration/multitenancy/',
  ],
  check(receiver, context) {
    for (const foreign of wrongReferences(receiver, 'receiver-resource', context)) {
      context.report(foreignReport(context, receiver, foreign, 'reconciles'));
    }
  },
});
