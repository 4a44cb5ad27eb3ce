import { fix } from '../fixes/fix.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import type { SourceReference } from '../flux/source-reference.ts';
import {
  ArtifactGenerator,
  FluxKustomization,
  HelmRelease,
  ImageUpdateAutomation,
  sourceKinds,
} from '../manifest/kind.ts';
import type { Lockdown } from '../tenancy/lockdown.ts';
import { type SourceReading, sourceReadings } from '../tenancy/source-readers.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import { known } from '../yaml/field.ts';
import { valueAt } from '../yaml/node.ts';
import { appendDocument, removeEntry } from '../yaml/yaml-edit.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { declarationOf, nameWithTenant, quote } from './wording.ts';

/** Flags Flux objects of tenants that take their content from a source in another namespace. */
export const crossNamespaceSource = defineRule({
  id: 'cross-namespace-source',
  title: 'Tenant reads a source outside its namespace',
  boundary: 'source',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  reads: [FluxKustomization, HelmRelease, ArtifactGenerator, ImageUpdateAutomation],
  why: 'Whoever can write to that source decides what is deployed as this tenant, and the tenant can read what it was not given. On clusters locked down for tenants, Flux refuses such references.',
  remedy:
    'Declare the source in the namespace of the object that reads it, and drop `namespace` from the reference.',
  errors: [
    "can't access 'GitRepository/other/name', cross-namespace references have been blocked",
    'cross-namespace references are not allowed: cannot access OCIRepository other/name',
  ],
  references: [
    'https://fluxcd.io/flux/installation/configuration/multitenancy/',
    'https://fluxcd.io/flux/components/kustomize/kustomizations/#source-reference',
  ],
  check(reader, context) {
    for (const reading of sourceReadings(reader, context.tenancy)) checkOne(context, reading);
  },
});

function checkOne(context: RuleContext, { reader, tenant, reference }: SourceReading): void {
  const { namespace } = reference;
  const own = known(reader.namespace);
  if (namespace.state !== 'present' || own === undefined || namespace.value === own) return;
  const { noCrossNamespaceRefs } = context.lockdownFor(reader);
  const owner = context.tenancy.tenantIn(namespace.value);
  const isBlocked = noCrossNamespaceRefs.state === 'on';
  // Between namespaces of one tenant nothing crosses a boundary, but the flag knows no tenants.
  if (owner === tenant && !isBlocked) return;
  context.report({
    at: namespace.span,
    object: reader,
    tenant,
    message: message(reader, tenant, reference, namespace.value, isBlocked),
    severity: isBlocked ? 'error' : 'warning',
    related: [
      ...(owner ? declarationOf(owner, namespace.value) : []),
      ...flagPlace(noCrossNamespaceRefs),
    ],
    fixes: () => [dropNamespace(context, reference), copySource(context, reader, reference, own)],
  });
}

function message(
  reader: FleetObject,
  tenant: Tenant,
  { kind, name, key }: SourceReference,
  namespace: string,
  isBlocked: boolean,
): string {
  const source = `${known(kind) ?? key} ${quote(known(name) ?? '?')}`;
  const fact = `${nameWithTenant(reader, tenant)} reads ${source} in namespace ${quote(namespace)}`;
  return isBlocked ? `${fact}, which \`--no-cross-namespace-refs\` blocks` : fact;
}

function flagPlace(flag: Lockdown['noCrossNamespaceRefs']) {
  return flag.state === 'on'
    ? [{ span: flag.span, message: '`--no-cross-namespace-refs` is set here' }]
    : [];
}

function dropNamespace(context: RuleContext, { node, key }: SourceReference) {
  const edit = removeEntry(context.textOf(node.span.file), node, 'namespace');
  return fix(`Remove \`namespace\` from \`${key}\``, [edit]);
}

/** Declares the same source beside the reader, where the workspace shows what it is. */
function copySource(
  context: RuleContext,
  { origin, namespace: effective }: FleetObject,
  { kind, name, namespace, node }: SourceReference,
  own: string,
) {
  const groupKind = sourceKinds.find((each) => each.kind === known(kind));
  const [source] =
    groupKind && known(name) && known(namespace)
      ? context.fleet.named(groupKind, known(namespace) ?? '', known(name) ?? '')
      : [];
  const written = source && valueAt(source.origin.root, 'metadata', 'namespace');
  const isHere = node.span.file === origin.file && known(origin.namespace) === known(effective);
  if (!source || !written || !isHere || known(source.origin.name) !== known(name)) return undefined;
  const { file, start, end } = source.origin.span;
  if (written.span.file !== file) return undefined;
  const declaration = context.textOf(file).slice(start, end);
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
