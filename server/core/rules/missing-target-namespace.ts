import { fix } from '../fixes/fix.ts';
import { insertIntoSpec } from '../fixes/insert.ts';
import type { Content, FleetObject } from '../fleet/fleet.ts';
import { FluxKustomization, isFluxGroup } from '../manifest/kind.ts';
import { bindsWithin } from '../tenancy/identity.ts';
import { strayObject } from '../tenancy/stray-object.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import { known, readField, readString } from '../yaml/field.ts';
import { defineRule, type Report } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { nameWithTenant, placeOfMissing } from './wording.ts';

/** Flags Flux Kustomizations of tenants that leave it to each object to say where it goes. */
export const missingTargetNamespace = defineRule({
  id: 'missing-target-namespace',
  title: 'Tenant Kustomization without a target namespace',
  boundary: 'namespace',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'warning',
  levels: {
    warning:
      'Objects have no namespace or one of others, or what they are is not known and nothing confines the account.',
    info: 'Every object names its namespace itself, or the account is confined to namespaces of the tenant.',
  },
  since: '0.1.0',
  fix: 'unsafe',
  reads: [FluxKustomization],
  why: 'Without `targetNamespace` every object goes to the namespace that is written in it, and an object without one fails. A namespace copied from a neighbour then aims at the neighbour, and only the rights of the service account stand in the way.',
  remedy:
    'Set `spec.targetNamespace` to the namespace of the Kustomization, or set `namespace:` in the `kustomization.yaml` it applies.',
  errors: ['namespace not specified: the server could not find the requested resource'],
  references: [
    'https://fluxcd.io/flux/components/kustomize/kustomizations/#target-namespace',
    'https://fluxcd.io/flux/installation/configuration/multitenancy/',
  ],
  check(kustomization, context) {
    const tenant = context.tenancy.ownerOf(kustomization);
    const target = readString(kustomization, 'spec', 'targetNamespace');
    if (!tenant || target.state !== 'absent') return;
    // On another cluster the namespaces are others, and this workspace does not know them.
    if (readField(kustomization, 'spec', 'kubeConfig').state !== 'absent') return;
    const verdict = verdictOn(context, kustomization, tenant);
    if (!verdict) return;
    context.report({
      at: placeOfMissing(kustomization, 'spec', 'targetNamespace'),
      object: kustomization,
      tenant,
      ...verdict,
      fixes: () => [insertTarget(context, kustomization)],
    });
  },
});

type Verdict = Pick<Report, 'message' | 'severity'>;

function verdictOn(
  context: RuleContext,
  kustomization: FleetObject,
  tenant: Tenant,
): Verdict | undefined {
  const content = context.fleet.contentOf(kustomization);
  const subject = `${nameWithTenant(kustomization, tenant)} has no \`targetNamespace\``;
  if (content?.complete) return verdictOnContent(context, content, subject);
  const severity = isFenced(context, kustomization, tenant) ? 'info' : 'warning';
  return { message: `${subject}; ${eachDecides}`, severity };
}

const eachDecides = 'each object goes to the namespace that is written in it';

/**
 * True if an account keeps the content in the tenant's namespaces: the workspace binds it there and nowhere else, or
 * a platform hands it out and nothing shows that it can do more.
 */
function isFenced(context: RuleContext, kustomization: FleetObject, tenant: Tenant): boolean {
  const identity = context.identityOf(kustomization);
  if (identity?.type !== 'account') return false;
  const bindings = context.bindings.of(identity.account);
  const within = bindings.every((binding) => bindsWithin(binding, tenant.namespaces));
  return within && (bindings.length > 0 || context.tenancy.showsPlatform);
}

/**
 * Where all content is known, it decides. Objects that go elsewhere or nowhere are named by rules of their own; here they
 * only make the missing field more than a hint. Flux objects beside their Kustomization need none.
 */
function verdictOnContent(
  context: RuleContext,
  content: Content,
  subject: string,
): Verdict | undefined {
  const namespaced = content.objects.filter((object) => context.scopeOf(object) === 'namespaced');
  const isAstray = (object: FleetObject) =>
    object.namespace.state === 'absent' || strayObject(context, object) !== undefined;
  if (namespaced.some(isAstray)) return { message: `${subject}; ${eachDecides}` };
  const writtenOneByOne = namespaced.some(
    ({ origin, namespace, group }) =>
      namespace.state === 'present' && namespace.span.file === origin.file && !isFluxGroup(group),
  );
  return writtenOneByOne
    ? { message: `${subject}; each object it applies names its namespace itself`, severity: 'info' }
    : undefined;
}

function insertTarget(context: RuleContext, kustomization: FleetObject) {
  const namespace = known(kustomization.namespace);
  if (namespace === undefined) return undefined;
  return fix(`Insert \`targetNamespace: ${namespace}\``, [
    insertIntoSpec(context, kustomization, 'targetNamespace', namespace, ['path', 'sourceRef']),
  ]);
}
