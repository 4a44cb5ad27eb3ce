import type { Style } from './style.ts';
import type {
  OwnedOfKindOutput,
  OwnedOutput,
  TenantOutput,
  TenantsOutput,
} from './tenants-output.ts';
import { visible } from './visible-text.ts';
import { count } from './words.ts';

/**
 * The tenants for people: each with its namespaces, what is in them and why it is taken for a tenant. `silence` says
 * why there are none.
 */
export function prettyTenants(
  output: TenantsOutput,
  context: { readonly style: Style; readonly silence: string | undefined },
): string {
  const blocks = output.tenants.map((tenant) => describeTenant(tenant, context.style).join('\n'));
  const footer = context.silence ? visible(context.silence) : count(blocks.length, 'tenant');
  return [...blocks.map((block) => `${block}\n`), footer, ''].join('\n');
}

function describeTenant(tenant: TenantOutput, style: Style): readonly string[] {
  const section = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [`  ${title}`, ...lines.map((line) => `    ${line}`)];
  const owned = (objects: readonly (OwnedOutput | OwnedOfKindOutput)[]) =>
    objects.map((object) => describeObject(object, style));
  return [
    `${style.strong(visible(tenant.name))}  ${style.faint(tenant.confidence)}`,
    ...section('namespaces', tenant.namespaces.map(visible)),
    ...section('kustomizations', owned(tenant.kustomizations)),
    ...section('helm releases', owned(tenant.helmReleases)),
    ...section('sources', owned(tenant.sources)),
    ...section('service accounts', owned(tenant.serviceAccounts)),
    ...section('bindings', owned(tenant.bindings)),
    ...section(
      'because of',
      tenant.evidence.map(({ reason, ...at }) => `${visible(reason)}  ${place(at, style)}`),
    ),
  ];
}

function describeObject(object: OwnedOutput | OwnedOfKindOutput, style: Style): string {
  const kind = 'kind' in object ? `${object.kind} ` : '';
  const namespace = object.namespace === null ? '' : `${object.namespace}/`;
  return `${visible(`${kind}${namespace}${object.name}`)}  ${place(object, style)}`;
}

function place(at: { readonly file: string; readonly line: number }, style: Style): string {
  return style.faint(`${visible(at.file)}:${at.line}`);
}
