import { Certificate, ExternalSecret, sameKind } from '../manifest/kind.ts';
import { known, readString } from '../yaml/field.ts';
import { defineRule } from './rule.ts';
import { nameWithTenant, quote } from './wording.ts';

/** Flags tenants that use a store of secrets or an issuer of certificates that all of them share. */
export const clusterStoreInTenant = defineRule({
  id: 'cluster-store-in-tenant',
  title: 'Tenant uses a store or issuer of the whole cluster',
  boundary: 'reference',
  preset: 'strict',
  applies: 'tenants',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  reads: [ExternalSecret, Certificate],
  why: 'A cluster-wide store reads with one identity for everybody, so a tenant can name the secrets of its neighbours. Rights cannot prevent that; conditions on the store can.',
  remedy:
    'Give the tenant a SecretStore or an Issuer of its own, or restrict the cluster-wide one to the namespaces that are meant.',
  errors: [],
  references: [
    'https://external-secrets.io/latest/guides/multi-tenancy/',
    'https://cert-manager.io/docs/concepts/issuer/',
  ],
  check(object, context) {
    const tenant = context.tenancy.ownerOf(object);
    if (!tenant) return;
    const isSecret = sameKind(object, ExternalSecret);
    const path = isSecret ? ['spec', 'secretStoreRef'] : ['spec', 'issuerRef'];
    const kind = readString(object, ...path, 'kind');
    const shared = isSecret ? 'ClusterSecretStore' : 'ClusterIssuer';
    if (kind.state !== 'present' || kind.value !== shared) return;
    const name = known(readString(object, ...path, 'name')) ?? '?';
    context.report({
      at: kind.span,
      object,
      tenant,
      message: `${nameWithTenant(object, tenant)} uses ${shared} ${quote(name)}, which all namespaces share`,
    });
  },
});
