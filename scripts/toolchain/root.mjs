// The repository's own folder, wherever it was cloned to.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export const fromRoot = (...parts) => join(root, ...parts);

export const manifest = JSON.parse(readFileSync(fromRoot('package.json'), 'utf8'));
