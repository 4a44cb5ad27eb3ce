import type { FleetObject } from '../fleet/fleet.ts';
import {
  Bucket,
  FluxKustomization,
  GitRepository,
  ImageRepository,
  OCIRepository,
  Provider,
  sameKind,
} from '../manifest/kind.ts';
import { type Field, known, readString } from '../yaml/field.ts';
import { textAt } from '../yaml/node.ts';
import { defineRule } from './rule.ts';
import { nameOf, nameWithTenant, quote } from './wording.ts';

/**
 * Flags accounts for the identity of a cloud on clusters whose controllers take none from objects. One rule for
 * decryption and for sources: it is the same feature gate.
 */
export const workloadIdentityAccount = defineRule({
  id: 'workload-identity-account',
  title: 'Cloud identity of an account without the feature gate',
  boundary: 'controller',
  preset: 'strict',
  applies: 'tenants',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  reads: [FluxKustomization, GitRepository, OCIRepository, Bucket, ImageRepository, Provider],
  why: 'A controller uses the cloud identity of an account that an object names only with the feature gate `ObjectLevelWorkloadIdentity`. Without it the object fails, and nothing falls back to the identity of the controller.',
  remedy:
    'Run the controller with `--feature-gates=ObjectLevelWorkloadIdentity=true` (a FluxInstance with `objectLevelWorkloadIdentity: true`), or remove the account.',
  errors: [
    'to use spec.decryption.serviceAccountName for decryption authentication please enable the ObjectLevelWorkloadIdentity feature gate in the controller',
    'to use spec.serviceAccountName for provider authentication please enable the ObjectLevelWorkloadIdentity feature gate in the controller',
  ],
  references: [
    'https://fluxcd.io/flux/integrations/',
    'https://fluxcd.io/flux/installation/configuration/multitenancy/',
  ],
  check(object, context) {
    const found = cloudAccountOf(object);
    const name = found && known(found.account);
    const cluster = context.clusterOf(object);
    if (!found || name === undefined || !cluster) return;
    const { installation } = cluster;
    if (installation.by === 'instance') {
      const setting = textAt(installation.root, 'spec', 'cluster', 'objectLevelWorkloadIdentity');
      if (setting === 'true') return;
    }
    const controller = context
      .controllersOf(cluster)
      .find((each) => each.name === found.controller);
    if (!controller?.isWhole) return;
    if (controller.flags.get('feature-gates')?.value.includes('ObjectLevelWorkloadIdentity=true')) {
      return;
    }
    const tenant = context.tenancy.ownerOf(object);
    const subject = tenant ? nameWithTenant(object, tenant) : nameOf(object);
    context.report({
      at: found.account.span,
      object,
      tenant,
      message: `${subject} takes its cloud identity from ServiceAccount ${quote(name)}, but ${found.controller} runs without \`ObjectLevelWorkloadIdentity\``,
    });
  },
});

interface CloudAccount {
  readonly account: Field<string>;
  readonly controller: string;
}

/** Without a cloud's provider the account only brings secrets for pulling images. */
function cloudAccountOf(object: FleetObject): CloudAccount | undefined {
  if (sameKind(object, FluxKustomization)) {
    const account = readString(object, 'spec', 'decryption', 'serviceAccountName');
    return { account, controller: 'kustomize-controller' };
  }
  const account = readString(object, 'spec', 'serviceAccountName');
  if (sameKind(object, Provider)) {
    return { account, controller: 'notification-controller' };
  }
  const provider = known(readString(object, 'spec', 'provider')) ?? 'generic';
  if (!clouds.has(provider)) return undefined;
  const controller = sameKind(object, ImageRepository)
    ? 'image-reflector-controller'
    : 'source-controller';
  return { account, controller };
}

const clouds: ReadonlySet<string> = new Set(['aws', 'azure', 'gcp']);
