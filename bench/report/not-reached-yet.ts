/**
 * Where a target is still missed, the bound that holds until then: what was reached, with room for a busy machine. A number
 * here only ever gets smaller, and goes when the target is reached.
 */
export const notReachedYet = {
  P2: 12,
  P6: 6,
  P11: 26,
  server: 745_000,
} as const;
