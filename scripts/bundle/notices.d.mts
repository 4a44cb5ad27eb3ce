import type { Metafile } from 'esbuild';

/** One text for all packages that the bundles have taken something from. */
export function noticesFor(metafiles: readonly Metafile[]): string;
