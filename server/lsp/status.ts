import type { Folder } from './folder.ts';
import type { Status } from './protocol.ts';
import { withoutLinks } from './shown-text.ts';
import type { Verdict } from './verdict.ts';

/** A folder with what was said about it last; `undefined` where there is no Flux. */
export interface JudgedFolder {
  readonly folder: Folder;
  readonly verdict: Verdict | undefined;
  /** True if the engine threw. */
  readonly hasFailed: boolean;
}

/** How far we are, for the status item of the client. */
export function statusOf(judged: readonly JudgedFolder[]): Status {
  const files = sum(judged, ({ folder }) => folder.snapshot.files.size);
  const fluxFiles = sum(judged, ({ folder }) => folder.fluxFiles);
  const tenants = sum(judged, ({ verdict }) => verdict?.tenants ?? 0);
  const counts = { files, fluxFiles, tenants };
  if (judged.some(({ folder }) => !folder.isScanned)) {
    return { ...counts, state: 'scanning', message: 'Reading the YAML files of the workspace.' };
  }
  if (fluxFiles === 0) {
    return { ...counts, state: 'ready', message: 'There are no Flux manifests in this workspace.' };
  }
  const gap = firstGap(judged);
  if (gap) return { ...counts, state: 'incomplete', message: gap };
  const message = `Checked ${plural(files, 'file')} and found ${plural(tenants, 'tenant')}.`;
  return { ...counts, state: 'ready', message };
}

/** Why results are missing. Syntax errors do not count: whoever is typing makes them all the time. */
function firstGap(judged: readonly JudgedFolder[]): string | undefined {
  for (const { folder, verdict, hasFailed } of judged) {
    if (hasFailed) return 'The check failed, so its results are missing; see the log.';
    const [crash] = verdict?.analysis.crashes ?? [];
    if (crash) return `The rule ${crash.rule} failed, so its findings are missing; see the log.`;
    const [first, ...others] = folder.unread;
    if (!first) continue;
    const more = others.length > 0 ? `, nor could ${others.length} more` : '';
    const name = first.path === '' ? folder.uri.uriOf('') : first.path;
    return withoutLinks(`${name} could not be read (${first.reason})${more}.`);
  }
  return undefined;
}

function sum(judged: readonly JudgedFolder[], of: (one: JudgedFolder) => number): number {
  return judged.reduce((total, one) => total + of(one), 0);
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
