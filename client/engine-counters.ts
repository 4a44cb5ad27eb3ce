import type { FolderCounters } from '../server/lsp/protocol.ts';
import { code } from './markdown.ts';

/** What the engine keeps and has done, as a Markdown document with a table for each folder. */
export function countersDocument(
  folders: readonly FolderCounters[],
  nameOf: (uri: string) => string,
): string {
  const tables = folders.map(
    (counters) => `## ${code(nameOf(counters.folder))}\n\n${tableOf(counters)}`,
  );
  const body = tables.length > 0 ? tables.join('\n\n') : 'No open folder has Flux manifests.';
  return `# Counters of the engine\n\nThe lower half grows with every edit. Show them again after one to see what it took.\n\n${body}\n`;
}

function tableOf(counters: FolderCounters): string {
  const rows: readonly (readonly [string, number])[] = [
    ['Files', counters.files],
    ['Objects that reach a cluster', counters.objects],
    ['Values kept', counters.nodes],
    ['Texts read so far', counters.factsRead],
    ['Values computed so far', counters.computed],
    ['Objects judged so far', counters.unitsRun],
  ];
  return ['| | |', '|---|---:|', ...rows.map(([name, count]) => `| ${name} | ${count} |`)].join(
    '\n',
  );
}
