import { type Analysis, analyze, configurationFileName, tenantCount } from '../core/index.ts';
import type { Folder } from './folder.ts';

/** What we have to say about a folder; `undefined` if it has nothing to do with Flux and is not configured for us. */
export interface Verdict {
  readonly analysis: Analysis;
  /** How many there are. */
  readonly tenants: number;
}

/** True for a folder that has to do with Flux, or is configured for us. */
export function concernsUs({ snapshot, fluxFiles }: Folder): boolean {
  return fluxFiles > 0 || snapshot.files.has(configurationFileName);
}

export function verdictOn(folder: Folder): Verdict | undefined {
  if (!concernsUs(folder)) return undefined;
  const { snapshot } = folder;
  return { analysis: analyze(snapshot), tenants: tenantCount(snapshot) };
}
