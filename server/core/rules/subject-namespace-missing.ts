import { fix } from '../fixes/fix.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { ClusterRoleBinding, ServiceAccount } from '../manifest/kind.ts';
import { known, readString } from '../yaml/field.ts';
import { itemsOf, textAt, valueAt, type YamlNode } from '../yaml/node.ts';
import { insertEntry } from '../yaml/yaml-edit.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { nameOf, quote } from './wording.ts';

/** Flags accounts in ClusterRoleBindings that are named without their namespace. */
export const subjectNamespaceMissing = defineRule({
  id: 'subject-namespace-missing',
  title: 'Bound account without a namespace',
  boundary: 'rbac',
  preset: 'strict',
  applies: 'everywhere',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  reads: [ClusterRoleBinding],
  why: 'Accounts live in namespaces. The API server refuses a ClusterRoleBinding that names an account without one.',
  remedy: "Add the account's `namespace` to the subject.",
  errors: [
    'ClusterRoleBinding.rbac.authorization.k8s.io "deployer" is invalid: subjects[0].namespace: Required value',
  ],
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects',
  ],
  check(binding, context) {
    if (binding.incomplete !== undefined) return;
    for (const subject of itemsOf(valueAt(binding.root, 'subjects'))) {
      const holder = { root: subject, anchor: subject.span };
      const name = readString(holder, 'name');
      if (textAt(subject, 'kind') !== ServiceAccount.kind || name.state !== 'present') continue;
      if (readString(holder, 'namespace').state !== 'absent') continue;
      context.report({
        at: name.span,
        object: binding,
        message: `${nameOf(binding)} names ServiceAccount ${quote(name.value)} without a namespace`,
        fixes: () =>
          namespacesOf(context, binding, name.value).map((namespace) =>
            addNamespace(context, subject, namespace),
          ),
      });
    }
  },
});

/** The namespaces that have an account of the name. */
function namespacesOf(context: RuleContext, binding: FleetObject, name: string): readonly string[] {
  const found = context.accounts
    .called(name)
    .filter((account) => context.mayMeet(account, binding))
    .flatMap(({ namespace }) => known(namespace) ?? []);
  return [...new Set(found)].slice(0, 3);
}

function addNamespace(context: RuleContext, subject: YamlNode, namespace: string) {
  if (subject.type !== 'map') return undefined;
  return fix(`Insert \`namespace: ${namespace}\``, [
    insertEntry(context.textOf(subject.span.file), subject, 'namespace', namespace, ['name']),
  ]);
}
