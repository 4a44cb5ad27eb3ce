import { fix } from '../fixes/fix.ts';
import { insertIntoSpec } from '../fixes/insert.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { syncOf } from '../fleet/instance-sync.ts';
import {
  FluxInstance,
  FluxKustomization,
  HelmRelease,
  ServiceAccount,
  sameKind,
} from '../manifest/kind.ts';
import { known } from '../yaml/field.ts';
import { valueAt } from '../yaml/node.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { nameOf, placeOfMissing, quote } from './wording.ts';

/** Flags the platform's own Flux objects that the lockdown for tenants leaves without rights. */
export const platformServiceAccountMissing = defineRule({
  id: 'platform-service-account-missing',
  title: "Platform object without the controller's account",
  boundary: 'identity',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  reads: [FluxKustomization, HelmRelease],
  why: 'The flag `--default-service-account` knows no difference between tenants and the platform: whatever names no account is applied as the default one of its namespace, which has no rights there either.',
  remedy:
    "Name the controller's own account: `kustomize-controller` for a Kustomization, `helm-controller` for a HelmRelease.",
  errors: ['is forbidden: User "system:serviceaccount:flux-system:default" cannot patch resource'],
  references: ['https://fluxcd.io/flux/installation/configuration/multitenancy/'],
  check(object, context) {
    const identity = context.identityOf(object);
    if (identity?.type !== 'account' || identity.by !== 'lockdown') return;
    const { account } = identity;
    // Tenants' objects are told so by `missing-service-account`.
    if (!context.tenancy.isPlatform(account.namespace) || isSyncOfInstance(context, object)) return;
    // Every namespace has `default`, without rights; an account of another name somebody makes, and binds there.
    const { name, namespace } = account;
    if (name !== 'default' && context.fleet.named(ServiceAccount, namespace, name).length === 0) {
      return;
    }
    if (context.bindings.atHome(account).length > 0 || context.bindings.mayName(account)) return;
    context.report({
      at: placeOfMissing(object, 'spec', 'serviceAccountName'),
      object,
      message: `${nameOf(object)} in ${quote(account.namespace)} has no \`serviceAccountName\`; Flux applies it as ServiceAccount ${quote(account.name)}, to which no binding gives rights`,
      related: [{ span: identity.span, message: '`--default-service-account` is set here' }],
      fixes: () => [insertController(context, object, account.namespace)],
    });
  },
});

/** What a FluxInstance syncs is written by the Flux Operator, with the account and the patches of the instance. */
function isSyncOfInstance(context: RuleContext, object: FleetObject): boolean {
  return context.fleet
    .ofKind(FluxInstance)
    .filter(({ root }) => valueAt(root, 'spec', 'sync') !== undefined)
    .map(syncOf)
    .some(
      ({ name, namespace }) =>
        known(name) === known(object.name) && known(namespace) === known(object.namespace),
    );
}

/** Where in a spec the account reads best: behind what says where things go and where they come from. */
const place = ['targetNamespace', 'path', 'sourceRef', 'chartRef', 'releaseName', 'interval'];

function insertController(context: RuleContext, object: FleetObject, namespace: string) {
  const controller = sameKind(object, HelmRelease) ? 'helm-controller' : 'kustomize-controller';
  const isThere =
    namespace === 'flux-system' ||
    context.accounts.inNamespace(namespace).some(({ name }) => known(name) === controller);
  if (!isThere) return undefined;
  return fix(`Insert \`serviceAccountName: ${controller}\``, [
    insertIntoSpec(context, object, 'serviceAccountName', controller, place),
  ]);
}
