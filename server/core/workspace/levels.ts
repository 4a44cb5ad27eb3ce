/**
 * The order in which a change goes through the model: what is of a level reads only what is below it, as a rule. It
 * decides how often something is computed, never what comes out. What a level puts together is handed on at the odd number above it.
 */
export const levels = {
  builds: 0,
  found: 2,
  deliveries: 4,
  claims: 6,
  setUps: 8,
  inferredClaims: 10,
  identities: 12,
  rights: 14,
  findings: 16,
  verdicts: 18,
} as const;
