/**
 * Where a target is still missed, the bound that holds until then: what was reached, with room for a busy machine. A number
 * here only ever gets smaller, and goes when the target is reached.
 */
export const notReachedYet = {
  P2: 9,
  P6: 5,
  P11: 22,
} as const;
