// Makes server/core/schema/generated.mjs, the tables of the Flux kinds, from schemas/fields.
//   node scripts/schema/generate.mjs
// Nothing happens where what is there was made from the same tables by the same scripts.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isMain, runMain } from '../toolchain/main.mjs';
import { say } from '../toolchain/progress.mjs';
import { fromRoot } from '../toolchain/root.mjs';

const output = fromRoot('server', 'core', 'schema', 'generated.mjs');

export async function generateSchemas() {
  const mark = `// Made by scripts/schema/generate.mjs of ${fingerprint()}\n`;
  if (read(output).startsWith(mark)) return;
  const { readTables } = await import('./field-tables.mjs');
  const { tableCode } = await import('./table-code.mjs');
  const tables = readTables();
  writeWhole(output, mark + tableCode(tables));
  say(`Wrote the tables of ${tables.length} Flux kinds.`);
}

/** Of all that decides about the output. */
function fingerprint() {
  const folders = [fromRoot('schemas', 'fields'), fromRoot('scripts', 'schema')];
  const files = folders.flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)));
  const hash = createHash('sha256');
  for (const file of files.sort()) hash.update(readFileSync(file));
  return hash.digest('hex');
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Another run may be reading it. */
function writeWhole(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, text);
  renameSync(temporary, file);
}

if (isMain(import.meta.url)) await runMain(generateSchemas);
