import { Alert } from '../manifest/kind.ts';
import { wrongReferences } from '../tenancy/foreign-reference.ts';
import { foreignReport } from './foreign-report.ts';
import { defineRule } from './rule.ts';

/** Flags alerts about objects of other namespaces. */
export const alertCrossNamespaceSource = defineRule({
  id: 'alert-cross-namespace-source',
  title: 'Alert about objects of another namespace',
  boundary: 'reference',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'warning',
  levels: {
    error:
      '`--no-cross-namespace-refs` is set on notification-controller, which then drops the events.',
    warning:
      'It is not set, or the repository does not show it: the events arrive, and a tenant hears of another namespace.',
  },
  since: '0.1.0',
  fix: 'unsafe',
  reads: [Alert],
  why: 'On clusters locked down for tenants, notification-controller drops such events and says so only in an event: the Alert has no status, so it looks as if nothing had happened. On others it tells a tenant what goes on in the namespaces of its neighbours.',
  remedy: 'Put an Alert, and the Provider it names, into the namespace of the objects it is about.',
  errors: [
    "discarding event, access denied to cross-namespace sources: alert 'team-a/all' can't process event",
  ],
  references: [
    'https://fluxcd.io/flux/components/notification/alerts/#event-sources',
    'https://fluxcd.io/flux/installation/configuration/multitenancy/',
  ],
  check(alert, context) {
    for (const foreign of wrongReferences(alert, 'event-source', context)) {
      // A star is no namespace at all, which another rule says.
      if (foreign.namespace.value === '*') continue;
      context.report(foreignReport(context, alert, foreign, 'listens to'));
    }
  },
});
