import { fix } from '../fixes/fix.ts';
import { Namespace } from '../manifest/kind.ts';
import { known } from '../yaml/field.ts';
import { valueAt, type YamlNode } from '../yaml/node.ts';
import { insertBlock, insertEntry, scalar } from '../yaml/yaml-edit.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { nameOf, quote } from './wording.ts';

/** Flags Namespaces that are a tenant's by everything but a label. */
export const tenantLabelMissing = defineRule({
  id: 'tenant-label-missing',
  title: "Tenant's namespace without a label",
  boundary: 'namespace',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'info',
  since: '0.1.0',
  fix: 'unsafe',
  reads: [Namespace],
  why: "That the namespace is a tenant's shows only in the way its Flux objects are set up. Policies such as those of Kyverno go by the label, and so does everybody who asks the cluster whose a namespace is.",
  remedy:
    'Add the label, or declare the tenant in `.flux-tenancy.yaml`; if your labels have another key, name it under `tenantLabels`.',
  errors: [],
  references: ['https://fluxcd.io/flux/cmd/flux_create_tenant/'],
  check(namespace, context) {
    const name = known(namespace.name);
    const tenant = name === undefined ? undefined : context.tenancy.tenantIn(name);
    if (tenant?.confidence !== 'inferred' || namespace.incomplete !== undefined) return;
    const evidence = tenant.evidence.find((each) => each.namespace === name);
    const [label = ''] = context.configuration.tenantLabels;
    context.report({
      at: namespace.origin.name.span,
      object: namespace,
      tenant,
      message: `${nameOf(namespace)} belongs to tenant ${quote(tenant.name)}, but no label says so`,
      related: evidence ? [{ span: evidence.span, message: evidence.reason }] : [],
      fixes: () => [
        fix(`Add label ${quote(label)}`, [
          addLabel(context, valueAt(namespace.origin.root, 'metadata'), label, tenant.name),
        ]),
      ],
    });
  },
});

/** True for a key that Kubernetes would take; settings may name anything, or nothing at all. */
function isLabel(key: string): boolean {
  return /^([a-z0-9]([a-z0-9.-]*[a-z0-9])?\/)?[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/.test(key);
}

function isLabelValue(value: string): boolean {
  return /^[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/.test(value);
}

function addLabel(
  context: RuleContext,
  metadata: YamlNode | undefined,
  label: string,
  tenant: string,
) {
  if (metadata?.type !== 'map' || !isLabel(label) || !isLabelValue(tenant)) return undefined;
  const text = context.textOf(metadata.span.file);
  const labels = valueAt(metadata, 'labels');
  if (labels?.type === 'map' && labels.entries.length > 0) {
    return insertEntry(text, labels, label, tenant, []);
  }
  const block = `labels:\n  ${label}: ${scalar(tenant)}`;
  return insertBlock(text, metadata, 'labels', block, ['name']);
}
