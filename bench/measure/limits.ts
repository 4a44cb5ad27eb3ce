import { join } from 'node:path';
import { runNode } from '../lsp/process.ts';
import type { Recorder } from '../report/record.ts';

/** The variant under which limits are recorded. */
export const limit = 'limit';

export type Limit = 'walk' | 'stat' | 'read' | 'parse' | 'newlines' | 'json';

const child = join(import.meta.dirname, 'limit-child.ts');

/** Measures one limit once, in a process of its own: no code is warm, as in a checker that has just started. */
export async function measureLimit(
  recorder: Recorder,
  fleet: { readonly name: string; readonly folder: string },
  kind: Limit,
): Promise<void> {
  const { output, errors } = await runNode([child, kind, fleet.folder]);
  const milliseconds = Number(output);
  if (!Number.isFinite(milliseconds) || output === '') throw new Error(`limit ${kind}: ${errors}`);
  recorder.add(limit, `limit.${fleet.name}.${kind}`, 'ms', milliseconds);
}
