import { fix } from '../fixes/fix.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { kindsReferring, targetKindOf } from '../flux/cross-namespace-reference.ts';
import { type ForeignReference, wrongReferences } from '../tenancy/foreign-reference.ts';
import { known } from '../yaml/field.ts';
import { valueAt } from '../yaml/node.ts';
import { appendDocument, lastOffset, removeEntry } from '../yaml/yaml-edit.ts';
import { foreignReport } from './foreign-report.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';

/** Flags Flux objects of tenants that take their content from another namespace, and all that a locked-down cluster refuses to read. */
export const crossNamespaceSource = defineRule({
  id: 'cross-namespace-source',
  title: 'Source in another namespace',
  boundary: 'source',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'warning',
  levels: {
    error:
      '`--no-cross-namespace-refs` is set on the controller that reads the source, which then refuses it.',
    warning:
      'It is not set, or the repository does not show it, and a tenant reads a source that is not its own.',
  },
  since: '0.1.0',
  fix: 'unsafe',
  reads: kindsReferring('source'),
  why: 'Whoever can write to that source decides what is deployed as this tenant, and the tenant can read what it was not given. On clusters locked down for tenants, Flux refuses such references.',
  remedy:
    'Declare the source in the namespace of the object that reads it, and drop `namespace` from the reference.',
  errors: [
    "can't access 'GitRepository/other/name', cross-namespace references have been blocked",
    'cross-namespace references are not allowed: cannot access OCIRepository other/name',
    'cross-namespace references are not allowed: cannot access HelmChart other/team-a-app',
    'cross-namespace reference to source GitRepository/other/name is not allowed',
  ],
  references: [
    'https://fluxcd.io/flux/installation/configuration/multitenancy/',
    'https://fluxcd.io/flux/components/kustomize/kustomizations/#source-reference',
  ],
  check(reader, context) {
    for (const foreign of wrongReferences(reader, 'source', context)) {
      const report = foreignReport(context, reader, foreign, 'reads');
      const fixes = () => [...(report.fixes?.() ?? []), copySource(context, reader, foreign)];
      context.report({ ...report, fixes });
    }
  },
});

/** Declares the same source beside the reader, where the workspace shows what it is. */
function copySource(
  context: RuleContext,
  { origin, namespace: effective }: FleetObject,
  { reference, namespace, own }: ForeignReference,
) {
  const { node, name } = reference;
  const kind = targetKindOf(reference);
  const [source] =
    kind && name.state === 'present' ? context.fleet.named(kind, namespace.value, name.value) : [];
  const written = source && valueAt(source.origin.root, 'metadata', 'namespace');
  const isHere = node.span.file === origin.file && known(origin.namespace) === known(effective);
  if (!source || !written || !isHere || known(source.origin.name) !== known(name)) return undefined;
  // What is not whole would be no better elsewhere.
  if (source.origin.incomplete !== undefined) return undefined;
  const { file, start, end } = source.origin.span;
  if (written.span.file !== file) return undefined;
  const there = context.textOf(file);
  const declaration = there.slice(start, lastOffset(there, source.origin.root, end));
  const at = { start: written.span.start - start, end: written.span.end - start };
  const copy = declaration.slice(0, at.start) + own + declaration.slice(at.end);
  const text = context.textOf(origin.file);
  return fix(`Copy ${source.kind} \`${known(name)}\` into \`${own}\` and read it there`, [
    removeEntry(text, node, 'namespace'),
    appendDocument(text, origin.file, text.length, withoutCarriageReturns(copy)),
  ]);
}

function withoutCarriageReturns(text: string): string {
  return text.replaceAll('\r', '');
}
