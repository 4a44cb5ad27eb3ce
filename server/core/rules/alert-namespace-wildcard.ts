import { fix } from '../fixes/fix.ts';
import { setInReference } from '../fixes/set-in-reference.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { type Reference, referencesFor, targetKindOf } from '../flux/cross-namespace-reference.ts';
import { Alert } from '../manifest/kind.ts';
import { known } from '../yaml/field.ts';
import { valueAt } from '../yaml/node.ts';
import { insertItems, itemText } from '../yaml/sequence-edit.ts';
import { setScalar } from '../yaml/yaml-edit.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { listed, nameOf, nameOfTarget, quote } from './wording.ts';

/** Flags alerts that mean all namespaces by a star. */
export const alertNamespaceWildcard = defineRule({
  id: 'alert-namespace-wildcard',
  title: 'Alert for the namespace `*`',
  boundary: 'reference',
  preset: 'recommended',
  applies: 'everywhere',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  reads: [Alert],
  why: 'A star stands for all names, but not for all namespaces: those are compared as they are written. No namespace is called `*`, so the alert never fires.',
  remedy: 'Give each namespace an event source of its own, or each namespace its own Alert.',
  errors: [],
  references: [
    'https://fluxcd.io/flux/components/notification/alerts/#event-sources',
    'https://github.com/fluxcd/notification-controller/issues/71',
  ],
  check(alert, context) {
    for (const reference of referencesFor(alert, 'event-source')) {
      const { namespace } = reference;
      if (known(namespace) !== '*') continue;
      context.report({
        at: namespace.span,
        object: alert,
        tenant: context.tenancy.ownerOf(alert),
        message: `${nameOf(alert)} listens to ${nameOfTarget(reference)} in namespace \`*\`, which is no wildcard there`,
        fixes: () => [
          stayHome(context, alert, reference),
          listNamespaces(context, alert, reference),
        ],
      });
    }
  },
});

function stayHome(context: RuleContext, alert: FleetObject, { namespace }: Reference) {
  const own = known(alert.namespace);
  if (own === undefined) return undefined;
  return setInReference(context, `Set \`namespace\` to ${quote(own)}`, namespace, own);
}

/** More namespaces are nothing to list by hand. */
const mostNamespaces = 8;

/** One event source for each namespace that has such objects. Not for tenants, whose alerts stay at home. */
function listNamespaces(context: RuleContext, alert: FleetObject, reference: Reference) {
  const kind = targetKindOf(reference);
  const { node } = reference;
  const list = valueAt(alert.root, 'spec', 'eventSources');
  const isRefused = context.referenceFlagFor(alert, 'notification-controller').state === 'on';
  if (!kind || list?.type !== 'sequence' || isRefused) return undefined;
  if (context.tenancy.ownerOf(alert)) return undefined;
  const namespaces = context.namespacesWith(kind);
  const [first, ...others] = namespaces;
  if (first === undefined || others.length === 0 || namespaces.length > mostNamespaces) {
    return undefined;
  }
  const text = context.textOf(node.span.file);
  const value = valueAt(node, 'namespace');
  const copies = others.map((other) =>
    itemText(text, node, value && setScalar(text, value, other)),
  );
  return fix(`List the namespaces ${listed(namespaces.map(quote))}`, [
    value && setScalar(text, value, first),
    insertItems(text, list, copies),
  ]);
}
