import type { BuildResult } from 'esbuild';

export interface Bundle {
  readonly entry: string;
  readonly output: string;
}

export const bundles: readonly Bundle[];

export function compile(
  bundle: Bundle,
  production: boolean,
): Promise<BuildResult<{ metafile: true; write: false }>>;
