import type { Confidence } from '../tenancy/tenant.ts';
import type { Span } from '../text/span.ts';

/** A tenant as the tree of the editor and the `tenants` command show it. */
export interface TenantView {
  readonly name: string;
  readonly confidence: Confidence;
  readonly namespaces: readonly NamespaceView[];
  readonly evidence: readonly { readonly span: Span; readonly reason: string }[];
  readonly kustomizations: readonly ObjectView[];
  readonly helmReleases: readonly ObjectView[];
  readonly sources: readonly ObjectView[];
  readonly serviceAccounts: readonly ObjectView[];
  readonly bindings: readonly ObjectView[];
}

/** A namespace of a tenant; `span` is its manifest, or the first evidence for it where the manifest is elsewhere. */
export interface NamespaceView {
  readonly name: string;
  readonly span: Span;
}

/** An object of a tenant and the place of its name. */
export interface ObjectView {
  readonly kind: string;
  readonly name: string;
  /** `undefined` where it cannot be known. */
  readonly namespace: string | undefined;
  readonly span: Span;
  /** A few words beside the name, such as the path a Kustomization applies. */
  readonly detail: string;
  /** As whom Flux applies it, as a clause; `undefined` where that is not known or makes no sense. */
  readonly appliedAs?: string | undefined;
}
