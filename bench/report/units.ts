import type { Ratio } from './statistics.ts';

/** A duration as people read it. */
export function ms(value: number | undefined): string {
  if (value === undefined) return 'n/a';
  if (value >= 1000) return `${(value / 1000).toFixed(value >= 10_000 ? 1 : 2)} s`;
  return `${value.toFixed(value >= 10 ? 0 : 1)} ms`;
}

export function mb(value: number | undefined): string {
  return value === undefined ? 'n/a' : `${value.toFixed(value >= 10 ? 0 : 1)} MB`;
}

export function kb(bytes: number | undefined): string {
  return bytes === undefined ? 'n/a' : `${(bytes / 1024).toFixed(bytes >= 10_240 ? 0 : 2)} KB`;
}

export function times(value: number | undefined): string {
  return value === undefined ? 'n/a' : `${value.toFixed(2)}x`;
}

export function spread(ratio: Ratio | undefined): string {
  if (!ratio) return 'n/a';
  return `${times(ratio.median)} (${ratio.low.toFixed(2)}–${ratio.high.toFixed(2)})`;
}
