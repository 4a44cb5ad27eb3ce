import { accessFromNotEnforced } from './access-from-not-enforced.ts';
import { accessFromOpen } from './access-from-open.ts';
import { aggregatedRoleOvergrant } from './aggregated-role-overgrant.ts';
import { alertCrossNamespaceSource } from './alert-cross-namespace-source.ts';
import { alertNamespaceWildcard } from './alert-namespace-wildcard.ts';
import { broadGroupSubject } from './broad-group-subject.ts';
import { chartAndChartRef } from './chart-and-chart-ref.ts';
import { clusterRoleBindingToTenant } from './cluster-role-binding-to-tenant.ts';
import { clusterScopedInTenant } from './cluster-scoped-in-tenant.ts';
import { clusterScopedWithNamespace } from './cluster-scoped-with-namespace.ts';
import { clusterStoreInTenant } from './cluster-store-in-tenant.ts';
import { copyFromCrossTenant } from './copy-from-cross-tenant.ts';
import { crossNamespaceSource } from './cross-namespace-source.ts';
import { crossTenantPath } from './cross-tenant-path.ts';
import { decryptionSecretMissing } from './decryption-secret-missing.ts';
import { defaultNamespaceUsed } from './default-namespace-used.ts';
import { defaultSaHasPermissions } from './default-sa-has-permissions.ts';
import { dependsOnCrossTenant } from './depends-on-cross-tenant.ts';
import { dependsOnCycle } from './depends-on-cycle.ts';
import { dependsOnKind } from './depends-on-kind.ts';
import { dependsOnNotFound } from './depends-on-not-found.ts';
import { deprecatedFluxApi } from './deprecated-flux-api.ts';
import { duplicateOwnership } from './duplicate-ownership.ts';
import { endpointsByTenant } from './endpoints-by-tenant.ts';
import { gatewayCrossNamespaceBackend } from './gateway-cross-namespace-backend.ts';
import { healthCheckCrossNamespace } from './health-check-cross-namespace.ts';
import { helmCrdsPolicy } from './helm-crds-policy.ts';
import { helmStorageNamespace } from './helm-storage-namespace.ts';
import { helmTargetNamespace } from './helm-target-namespace.ts';
import { imagePolicyCrossNamespace } from './image-policy-cross-namespace.ts';
import { imagePolicyMarkerNamespace } from './image-policy-marker-namespace.ts';
import { insecureControllerFlag } from './insecure-controller-flag.ts';
import { insecureSource } from './insecure-source.ts';
import { kubeconfigBypass } from './kubeconfig-bypass.ts';
import { lockdownIncomplete } from './lockdown-incomplete.ts';
import { lockdownMissing } from './lockdown-missing.ts';
import { missingRequiredField } from './missing-required-field.ts';
import { missingServiceAccount } from './missing-service-account.ts';
import { missingTargetNamespace } from './missing-target-namespace.ts';
import { namespaceNotSpecified } from './namespace-not-specified.ts';
import { namespaceOverridden } from './namespace-overridden.ts';
import { objectOutsideTenantNamespace } from './object-outside-tenant-namespace.ts';
import { patchTargetNamespaceIneffective } from './patch-target-namespace-ineffective.ts';
import { pathNotFound } from './path-not-found.ts';
import { plaintextSecret } from './plaintext-secret.ts';
import { platformNamespaceWrite } from './platform-namespace-write.ts';
import { platformServiceAccountMissing } from './platform-service-account-missing.ts';
import { pruneDisabled } from './prune-disabled.ts';
import { receiverCrossNamespaceResource } from './receiver-cross-namespace-resource.ts';
import { redundantRefNamespace } from './redundant-ref-namespace.ts';
import { remoteBase } from './remote-base.ts';
import { resourceSetUnrestricted } from './resource-set-unrestricted.ts';
import { roleAndBindingSameKustomization } from './role-and-binding-same-kustomization.ts';
import { roleEscalationVerbs } from './role-escalation-verbs.ts';
import { roleWildcard } from './role-wildcard.ts';
import type { Rule } from './rule.ts';
import { serviceAccountInOtherNamespace } from './service-account-in-other-namespace.ts';
import { serviceAccountNotFound } from './service-account-not-found.ts';
import { serviceAccountPrivileged } from './service-account-privileged.ts';
import { serviceAccountSharedAcrossTenants } from './service-account-shared-across-tenants.ts';
import { serviceAccountUnbound } from './service-account-unbound.ts';
import { serviceExportMisuse } from './service-export-misuse.ts';
import { serviceExternalNameCrossTenant } from './service-external-name-cross-tenant.ts';
import { sopsDecryptionMissing } from './sops-decryption-missing.ts';
import { sourceKindMismatch } from './source-kind-mismatch.ts';
import { sourceNotFound } from './source-not-found.ts';
import { sourceUrlNotAllowed } from './source-url-not-allowed.ts';
import { subjectNamespaceMissing } from './subject-namespace-missing.ts';
import { substituteFromMissing } from './substitute-from-missing.ts';
import { targetNamespaceBypass } from './target-namespace-bypass.ts';
import { targetNamespaceIdConflict } from './target-namespace-id-conflict.ts';
import { targetNamespaceMismatch } from './target-namespace-mismatch.ts';
import { targetNamespaceRenamesNamespace } from './target-namespace-renames-namespace.ts';
import { tenantBindingMismatch } from './tenant-binding-mismatch.ts';
import { tenantCreatesNamespace } from './tenant-creates-namespace.ts';
import { tenantEscapePath } from './tenant-escape-path.ts';
import { tenantLabelInconsistent } from './tenant-label-inconsistent.ts';
import { tenantLabelMissing } from './tenant-label-missing.ts';
import { tenantLimitRangeMissing } from './tenant-limit-range-missing.ts';
import { tenantNamespaceSelfManaged } from './tenant-namespace-self-managed.ts';
import { tenantNetworkPolicyMissing } from './tenant-network-policy-missing.ts';
import { tenantPodSecurityMissing } from './tenant-pod-security-missing.ts';
import { tenantResourceQuotaMissing } from './tenant-resource-quota-missing.ts';
import { tenantRoleClusterAdmin } from './tenant-role-cluster-admin.ts';
import { tenantSyncOutsideNamespace } from './tenant-sync-outside-namespace.ts';
import { unknownField } from './unknown-field.ts';
import { unsupportedRefNamespace } from './unsupported-ref-namespace.ts';
import { valuesFromMissing } from './values-from-missing.ts';
import { workloadIdentityAccount } from './workload-identity-account.ts';
import { wouldBeDenied } from './would-be-denied.ts';
import { wrongFieldValue } from './wrong-field-value.ts';

/** All rules, sorted by id. A test holds this list and the directory together. */
export const rules: readonly Rule[] = [
  accessFromNotEnforced,
  accessFromOpen,
  aggregatedRoleOvergrant,
  alertCrossNamespaceSource,
  alertNamespaceWildcard,
  broadGroupSubject,
  chartAndChartRef,
  clusterRoleBindingToTenant,
  clusterScopedInTenant,
  clusterScopedWithNamespace,
  clusterStoreInTenant,
  copyFromCrossTenant,
  crossNamespaceSource,
  crossTenantPath,
  decryptionSecretMissing,
  defaultNamespaceUsed,
  defaultSaHasPermissions,
  dependsOnCrossTenant,
  dependsOnCycle,
  dependsOnKind,
  dependsOnNotFound,
  deprecatedFluxApi,
  duplicateOwnership,
  endpointsByTenant,
  gatewayCrossNamespaceBackend,
  healthCheckCrossNamespace,
  helmCrdsPolicy,
  helmStorageNamespace,
  helmTargetNamespace,
  imagePolicyCrossNamespace,
  imagePolicyMarkerNamespace,
  insecureControllerFlag,
  insecureSource,
  kubeconfigBypass,
  lockdownIncomplete,
  lockdownMissing,
  missingRequiredField,
  missingServiceAccount,
  missingTargetNamespace,
  namespaceNotSpecified,
  namespaceOverridden,
  objectOutsideTenantNamespace,
  patchTargetNamespaceIneffective,
  pathNotFound,
  plaintextSecret,
  platformNamespaceWrite,
  platformServiceAccountMissing,
  pruneDisabled,
  receiverCrossNamespaceResource,
  redundantRefNamespace,
  remoteBase,
  resourceSetUnrestricted,
  roleAndBindingSameKustomization,
  roleEscalationVerbs,
  roleWildcard,
  serviceAccountInOtherNamespace,
  serviceAccountNotFound,
  serviceAccountPrivileged,
  serviceAccountSharedAcrossTenants,
  serviceAccountUnbound,
  serviceExportMisuse,
  serviceExternalNameCrossTenant,
  sopsDecryptionMissing,
  sourceKindMismatch,
  sourceNotFound,
  sourceUrlNotAllowed,
  subjectNamespaceMissing,
  substituteFromMissing,
  targetNamespaceBypass,
  targetNamespaceIdConflict,
  targetNamespaceMismatch,
  targetNamespaceRenamesNamespace,
  tenantBindingMismatch,
  tenantCreatesNamespace,
  tenantEscapePath,
  tenantLabelInconsistent,
  tenantLabelMissing,
  tenantLimitRangeMissing,
  tenantNamespaceSelfManaged,
  tenantNetworkPolicyMissing,
  tenantPodSecurityMissing,
  tenantResourceQuotaMissing,
  tenantRoleClusterAdmin,
  tenantSyncOutsideNamespace,
  unknownField,
  unsupportedRefNamespace,
  valuesFromMissing,
  workloadIdentityAccount,
  wouldBeDenied,
  wrongFieldValue,
];
