/**
 * The order in which a change goes through the model: what is of a level reads only what is below it, as a rule. It
 * decides how often something is computed, never what comes out. What a level puts together is handed on at the odd number above it.
 */
export const levels = {
  builds: 0,
  found: 2,
  deliveries: 4,
  claims: 8,
  setUps: 10,
  inferredClaims: 12,
  identities: 14,
  rights: 16,
  findings: 18,
  verdicts: 20,
} as const;
