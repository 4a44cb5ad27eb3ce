import { sameList } from '../incremental/same.ts';
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
 * Puts the claims about one tenant together. Where tenants claim one namespace, it goes with the claim that counts most,
 * whose weight is given by namespace; what was said for the others stays as evidence. The order of the claims does not
 * matter.
 */
export function tenantFrom(
  name: string,
  claims: readonly TenantClaim[],
  heaviestIn: (namespace: string) => number,
): Tenant {
  const isClaimedAs = (each: Confidence) => claims.some(({ confidence }) => confidence === each);
  const namespaces = claims.flatMap((claim) => {
    const { namespace } = claim;
    return namespace !== undefined && weightOf(claim) === heaviestIn(namespace) ? [namespace] : [];
  });
  return {
    name,
    confidence: confidences.find(isClaimedAs) ?? 'assumed',
    namespaces: [...new Set(namespaces)].sort(),
    evidence: distinct(claims),
  };
}

/** What the claim counts that counts most. */
export function heaviestOf(claims: readonly TenantClaim[]): number {
  return Math.max(0, ...claims.map(weightOf));
}

/** How much a claim counts against others. */
export function weightOf({ confidence, ofNamespace }: TenantClaim): number {
  return 2 * (confidences.length - confidences.indexOf(confidence)) + (ofNamespace ? 1 : 0);
}

/** True for equal tenants, and for none. */
export function sameTenant(a: Tenant | undefined, b: Tenant | undefined): boolean {
  if (!a || !b) return a === b;
  return (
    a.name === b.name &&
    a.confidence === b.confidence &&
    sameList(a.namespaces, b.namespaces) &&
    a.evidence.length === b.evidence.length &&
    a.evidence.every((each, index) => isSameEvidence(each, b.evidence[index]))
  );
}

function isSameEvidence(a: Evidence, b: Evidence | undefined): boolean {
  const isSaidAlike = b !== undefined && a.reason === b.reason && a.namespace === b.namespace;
  return isSaidAlike && compareSpans(a.span, b.span) === 0;
}

function distinct(claims: readonly TenantClaim[]): readonly Evidence[] {
  const places = new Map(
    claims.map((claim) => [`${claim.reason}@${JSON.stringify(claim.span)}`, claim]),
  );
  return [...places.values()]
    .sort((a, b) => compareSpans(a.span, b.span))
    .map(({ span, namespace, reason }) => ({ span, namespace, reason }));
}
