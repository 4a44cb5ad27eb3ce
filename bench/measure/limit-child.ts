/**
 * node limit-child.ts KIND FOLDER: does one thing to all YAML files of a folder, as simply as it can be done, and prints
 * the milliseconds it took. What this takes no checker can undercut, so it is what ours is measured with.
 */
import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { parseEvents } from 'js-yaml';

const [, , kind = '', folder = ''] = process.argv;
/** No file of a fleet is larger. */
const shared = Buffer.allocUnsafe(16 << 20);

const kinds: Readonly<Record<string, (files: readonly string[]) => void>> = {
  walk: () => undefined,
  stat: (files) => {
    for (const file of files) statSync(file);
  },
  read: (files) => {
    for (const file of files) shared.toString('utf8', 0, read(file));
  },
  parse: (files) => {
    for (const file of files) parse(shared.toString('utf8', 0, read(file)));
  },
};

/** In memory, and without the big files, as these compare with figures per manifest. */
const inMemory: Readonly<Record<string, (texts: readonly string[]) => void>> = {
  newlines: (texts) => {
    for (const text of texts) for (let at = 0; at >= 0; at = text.indexOf('\n', at + 1));
  },
  json: (texts) => {
    for (const text of texts) JSON.parse(text);
  },
};

const onDisk = kinds[kind];
const start = performance.now();
const files = yamlFiles(folder);
if (onDisk) {
  onDisk(files);
  console.log(performance.now() - start);
} else {
  const texts = files
    .filter((file) => statSync(file).size < 200_000)
    .map((file) => shared.toString('utf8', 0, read(file)));
  const prepared = kind === 'json' ? texts.map((text) => JSON.stringify(text.split('\n'))) : texts;
  const began = performance.now();
  inMemory[kind]?.(prepared);
  console.log(performance.now() - began);
}

function yamlFiles(top: string): readonly string[] {
  const found: string[] = [];
  const waiting = [top];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const entry of readdirSync(next, { withFileTypes: true })) {
      if (entry.isDirectory()) waiting.push(`${next}/${entry.name}`);
      else if (/\.ya?ml$/.test(entry.name)) found.push(`${next}/${entry.name}`);
    }
  }
  return found;
}

/** Into the shared buffer; returns the number of bytes. */
function read(file: string): number {
  const descriptor = openSync(file, 'r');
  const length = readSync(descriptor, shared, 0, shared.length, null);
  closeSync(descriptor);
  return length;
}

function parse(text: string): void {
  try {
    parseEvents(text, {});
  } catch {
    // What cannot be parsed took its time all the same.
  }
}
