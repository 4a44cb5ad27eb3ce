import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const fixtures = join(import.meta.dirname, '..', '..');

/** A copy of a fleet below `test/`, the example if none is named, to edit and save in. */
export function copyFleet(name = 'fleet') {
  const parent = mkdtempSync(join(tmpdir(), 'flux-tenancy-drive-'));
  const folder = join(parent, 'fleet');
  cpSync(join(fixtures, name), folder, { recursive: true });
  return {
    folder,
    read: (path: string) => readFileSync(join(folder, path), 'utf8'),
    has: (path: string) => existsSync(join(folder, path)),
    remove: () => rmSync(parent, { recursive: true, force: true }),
  };
}

export type Fleet = ReturnType<typeof copyFleet>;
