import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromBench, readJson, root, writeJson } from '../files.ts';
import type { Results } from './record.ts';
import { markdown } from './table.ts';

const kept = join(root, 'bench', 'results');
const page = join(root, 'docs', 'performance.md');

/** Keeps results: those for the docs in the repository, others in the cache. Returns the file. */
export function saveResults(results: Results, { inDocs }: { readonly inDocs: boolean }): string {
  const name = `${results.date.slice(0, 10)}-${results.commit.replace('+', '-changed')}.json`;
  const file = inDocs ? join(kept, name) : fromBench('results', name);
  writeJson(file, results);
  if (inDocs) writeFileSync(page, pageWith(readFileSync(page, 'utf8'), results));
  return file;
}

/** The page with its generated part made of these results. */
export function pageWith(text: string, results: Results | undefined): string {
  const generated = results ? markdown(results) : 'There are no results yet.';
  return text.replace(
    /(<!-- bench:begin -->\n)[\s\S]*(\n<!-- bench:end -->)/,
    (_whole, begin: string, end: string) => `${begin}${generated}${end}`,
  );
}

/** The latest results that are kept in the repository, by their names. */
export function latestResults(): Results | undefined {
  const names = readdirSync(kept).filter((name) => name.endsWith('.json'));
  const all = names.map((name) => readJson<Results>(join(kept, name)));
  return all.toSorted((a, b) => (a.date < b.date ? -1 : 1)).at(-1);
}
