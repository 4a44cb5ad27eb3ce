import { clusterScopedInTenant } from './cluster-scoped-in-tenant.ts';
import { crossNamespaceSource } from './cross-namespace-source.ts';
import { endpointsByTenant } from './endpoints-by-tenant.ts';
import { insecureControllerFlag } from './insecure-controller-flag.ts';
import { lockdownIncomplete } from './lockdown-incomplete.ts';
import { lockdownMissing } from './lockdown-missing.ts';
import { missingServiceAccount } from './missing-service-account.ts';
import { missingTargetNamespace } from './missing-target-namespace.ts';
import { plaintextSecret } from './plaintext-secret.ts';
import type { Rule } from './rule.ts';
import { sopsDecryptionMissing } from './sops-decryption-missing.ts';
import { sourceNotFound } from './source-not-found.ts';
import { targetNamespaceMismatch } from './target-namespace-mismatch.ts';
import { tenantLabelInconsistent } from './tenant-label-inconsistent.ts';
import { tenantLabelMissing } from './tenant-label-missing.ts';
import { tenantSyncOutsideNamespace } from './tenant-sync-outside-namespace.ts';
import { unsupportedRefNamespace } from './unsupported-ref-namespace.ts';

/** All rules, sorted by id. A test holds this list and the directory together. */
export const rules: readonly Rule[] = [
  clusterScopedInTenant,
  crossNamespaceSource,
  endpointsByTenant,
  insecureControllerFlag,
  lockdownIncomplete,
  lockdownMissing,
  missingServiceAccount,
  missingTargetNamespace,
  plaintextSecret,
  sopsDecryptionMissing,
  sourceNotFound,
  targetNamespaceMismatch,
  tenantLabelInconsistent,
  tenantLabelMissing,
  tenantSyncOutsideNamespace,
  unsupportedRefNamespace,
];
