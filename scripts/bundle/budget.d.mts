import type { Metafile } from 'esbuild';

/** Bytes that the bundles may have, minified, and the package. */
export const budgets: Readonly<Record<string, number>>;

/** Says by how much something is over its budget, and what it consists of; `undefined` if it is not. */
export function overBudget(name: string, size: number, profile?: string): string | undefined;

/** What a bundle consists of: bytes by package and by folder of ours, the largest first. */
export function profileOf(metafile: Metafile, output: string): string;
