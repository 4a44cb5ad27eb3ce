import type { BuildOptions, BuildResult } from 'esbuild';

export interface Bundle {
  readonly entry: string;
  readonly output: string;
  /** Where it begins in a web worker, if it runs in one. */
  readonly entryInWorkers?: string;
  readonly options: BuildOptions;
}

export const bundles: readonly Bundle[];

/** Bundles without writing anything. */
export function compile(
  bundle: Bundle,
  production: boolean,
): Promise<BuildResult<{ write: false; metafile: true }>>;
