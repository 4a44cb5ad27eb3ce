import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { corpus } from './corpus.ts';

const folders = ['rules', 'fleet', 'clean-fleets', 'suppressions', 'configuration'];

/** Longer texts are left out where thousands of them are read. */
const longest = 20_000;

/** The manifests of all scenarios and fleets, each by itself. */
export function ownTexts(): readonly string[] {
  return folders.flatMap((folder) =>
    textsBelow(join(import.meta.dirname, '..', folder)).flatMap((text) =>
      text.split(/^#- .*\n/m).filter((part) => part.trim() !== ''),
    ),
  );
}

/** The YAML files of the corpus. */
export function corpusTexts(): readonly string[] {
  return textsBelow(corpus);
}

function textsBelow(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ya?ml$/.test(file))
    .sort()
    .map((file) => readFileSync(join(directory, file), 'utf8'))
    .filter((text) => text.length < longest);
}
