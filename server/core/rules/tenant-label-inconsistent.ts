import { changeValue } from '../fixes/change-value.ts';
import { Namespace, RoleBinding, ServiceAccount } from '../manifest/kind.ts';
import { known, readString } from '../yaml/field.ts';
import { defineRule } from './rule.ts';
import { nameOf, quote } from './wording.ts';

/** Flags accounts and bindings whose label names another tenant than that of their namespace. */
export const tenantLabelInconsistent = defineRule({
  id: 'tenant-label-inconsistent',
  title: 'Label that names another tenant than the namespace',
  boundary: 'namespace',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  reads: [ServiceAccount, RoleBinding],
  why: 'Policies, reports and this tool tell by the label whose an object is. A label that was copied from a neighbour hands rights, or the blame, to the wrong team.',
  remedy: 'Give the object the label of its Namespace, or none.',
  errors: [],
  references: ['https://fluxcd.io/flux/cmd/flux_create_tenant/'],
  check(object, context) {
    const namespace = known(object.namespace);
    if (namespace === undefined) return;
    for (const label of context.configuration.tenantLabels) {
      const path = ['metadata', 'labels', label];
      const own = readString(object, ...path);
      if (own.state !== 'present') continue;
      const home = context.fleet
        .named(Namespace, '', namespace)
        .find((each) => known(each.name) === namespace && context.mayMeet(each, object));
      const theirs = home && readString(home, ...path);
      if (!home || theirs?.state !== 'present' || theirs.value === own.value) continue;
      context.report({
        at: own.span,
        object,
        tenant: context.tenancy.tenantIn(namespace),
        message: `${nameOf(object)} is labelled for tenant ${quote(own.value)}, but its namespace ${quote(namespace)} for tenant ${quote(theirs.value)}`,
        related: [
          { span: theirs.span, message: `${nameOf(home)} names tenant ${quote(theirs.value)}` },
        ],
        fixes: () => changeValue(context, object, path, theirs.value),
      });
    }
  },
});
