import type { Confidence } from '../core/index.ts';

/** What `tenants --format json` prints; described for its readers by schemas/tenants-output.schema.json. */
export interface TenantsOutput {
  readonly version: 1;
  readonly tenants: readonly TenantOutput[];
}

export interface TenantOutput {
  readonly name: string;
  readonly confidence: Confidence;
  readonly namespaces: readonly string[];
  readonly evidence: readonly EvidenceOutput[];
  readonly kustomizations: readonly OwnedOutput[];
  readonly helmReleases: readonly OwnedOutput[];
  readonly sources: readonly OwnedOfKindOutput[];
  readonly serviceAccounts: readonly OwnedOutput[];
  readonly bindings: readonly OwnedOfKindOutput[];
}

export interface EvidenceOutput {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

/** An object of a tenant. The namespace is null where there is none or it cannot be known. */
export interface OwnedOutput {
  readonly name: string;
  readonly namespace: string | null;
  readonly file: string;
  readonly line: number;
}

/** The same where the list holds objects of several kinds. */
export interface OwnedOfKindOutput extends OwnedOutput {
  readonly kind: string;
}
