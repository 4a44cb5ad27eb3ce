import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const example = join(import.meta.dirname, '..', '..', 'fleet');

/** A copy of the example fleet to edit and save in. */
export function copyFleet() {
  const parent = mkdtempSync(join(tmpdir(), 'flux-tenancy-drive-'));
  const folder = join(parent, 'fleet');
  cpSync(example, folder, { recursive: true });
  return {
    folder,
    read: (path: string) => readFileSync(join(folder, path), 'utf8'),
    has: (path: string) => existsSync(join(folder, path)),
    remove: () => rmSync(parent, { recursive: true, force: true }),
  };
}

export type Fleet = ReturnType<typeof copyFleet>;
