import { compareSpans, type Span } from '../text/span.ts';

/**
 * How sure we are that this is a tenant: `declared` by configuration, `proven` by labels or bindings, `inferred`
 * from the way its Flux objects are set up, or `assumed` because the workspace shows no platform at all.
 */
export type Confidence = 'declared' | 'proven' | 'inferred' | 'assumed';

/** Owner of a set of namespaces, with the evidence that says so. */
export interface Tenant {
  readonly name: string;
  readonly confidence: Confidence;
  /** Sorted by name. */
  readonly namespaces: readonly string[];
  readonly evidence: readonly Evidence[];
}

/** One place in the workspace that speaks for a tenant. */
export interface Evidence {
  readonly span: Span;
  /** The namespace it speaks of, where it names one. */
  readonly namespace: string | undefined;
  readonly reason: string;
}

/** One statement that somebody is a tenant, and perhaps of which namespace. */
export interface TenantClaim {
  readonly tenant: string;
  readonly namespace: string | undefined;
  readonly confidence: Confidence;
  readonly span: Span;
  readonly reason: string;
  /** Set where the Namespace says it itself: that counts more than what the accounts in it say. */
  readonly ofNamespace?: boolean;
}

const confidences: readonly Confidence[] = ['declared', 'proven', 'inferred', 'assumed'];

/**
 * Puts claims about the same tenant together. Where tenants claim one namespace, it goes with the claim that counts
 * most; what was said for the others stays as evidence. The order of the claims does not matter.
 */
export function mergeClaims(claims: readonly TenantClaim[]): readonly Tenant[] {
  const heaviest = new Map<string, number>();
  for (const claim of claims) {
    const { namespace } = claim;
    if (namespace === undefined) continue;
    heaviest.set(namespace, Math.max(heaviest.get(namespace) ?? 0, weightOf(claim)));
  }
  const byTenant = new Map<string, TenantClaim[]>();
  for (const claim of claims) {
    const own = byTenant.get(claim.tenant);
    if (own) own.push(claim);
    else byTenant.set(claim.tenant, [claim]);
  }
  const sorted = [...byTenant].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([name, own]) => {
    const isClaimedAs = (each: Confidence) => own.some(({ confidence }) => confidence === each);
    return {
      name,
      confidence: confidences.find(isClaimedAs) ?? 'assumed',
      namespaces: [
        ...new Set(
          own
            .filter((claim) => weightOf(claim) === heaviest.get(claim.namespace ?? ''))
            .flatMap(({ namespace }) => namespace ?? []),
        ),
      ].sort(),
      evidence: distinct(own),
    };
  });
}

function weightOf({ confidence, ofNamespace }: TenantClaim): number {
  return 2 * (confidences.length - confidences.indexOf(confidence)) + (ofNamespace ? 1 : 0);
}

function distinct(claims: readonly TenantClaim[]): readonly Evidence[] {
  const places = new Map(
    claims.map((claim) => [`${claim.reason}@${JSON.stringify(claim.span)}`, claim]),
  );
  return [...places.values()]
    .sort((a, b) => compareSpans(a.span, b.span))
    .map(({ span, namespace, reason }) => ({ span, namespace, reason }));
}
