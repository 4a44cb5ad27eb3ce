import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fromBench, readJson, writeJson } from '../files.ts';
import { evenFleet } from './even.ts';
import { lifelikeFleet } from './lifelike.ts';
import type { Mistake } from './mistakes.ts';
import type { Fleet } from './tree.ts';

const shapes = { even: evenFleet, lifelike: lifelikeFleet };

export type Shape = keyof typeof shapes;

/** Results can be compared only if the fleets are the same to the byte. */
export interface Seal {
  readonly files: number;
  readonly bytes: number;
  readonly mistakes: number;
  readonly sha256: string;
}

/** A fleet on disk. */
export interface FleetOnDisk {
  readonly name: string;
  readonly folder: string;
  readonly tenants: number;
  readonly seal: Seal;
  readonly mistakes: readonly Mistake[];
}

const seed = 42;
const sealsFile = join(import.meta.dirname, 'seals.json');

export function makeFleet(shape: Shape, tenants: number): Fleet {
  return shapes[shape](tenants, seed);
}

/** The fleet as it lies in the cache; made if it is not there or is not what it should be. */
export function fleetOnDisk(shape: Shape, tenants: number): FleetOnDisk {
  const name = `${shape}-${tenants}`;
  const place = fromBench('fleets', name);
  const wanted = expectedSeals()[name];
  if (!wanted) throw new Error(`There is no seal for a fleet ${name} in ${sealsFile}.`);
  let seal = existsSync(place) ? sealOnDisk(place) : undefined;
  if (!seal || !equal(seal, wanted)) {
    write(makeFleet(shape, tenants), place);
    seal = sealOnDisk(place);
  }
  if (!equal(seal, wanted)) {
    throw new Error(
      `The generator makes another ${name} than seals.json says, so results cannot be compared with older ones: ${JSON.stringify(seal)}`,
    );
  }
  const mistakes = readJson<readonly Mistake[]>(join(place, 'mistakes.json'));
  return { name, folder: join(place, 'tree'), tenants, seal, mistakes };
}

export function expectedSeals(): Readonly<Record<string, Seal>> {
  return readJson(sealsFile);
}

export function sealOf({ files, mistakes }: Fleet): Seal {
  const sums = files.map(({ path, text }) => ({ path, bytes: Buffer.from(text) }));
  return sealed(sums, mistakes.length);
}

function sealOnDisk(place: string): Seal {
  const tree = join(place, 'tree');
  const files = readdirSync(tree, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({
      path: file.slice(tree.length + 1).replaceAll('\\', '/'),
      bytes: readFileSync(file),
    }));
  return sealed(files, readJson<readonly Mistake[]>(join(place, 'mistakes.json')).length);
}

function sealed(
  files: readonly { readonly path: string; readonly bytes: Buffer }[],
  mistakes: number,
): Seal {
  const total = createHash('sha256');
  let bytes = 0;
  for (const file of files.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    const sum = createHash('sha256').update(file.bytes).digest('hex');
    total.update(`${file.path}\0${sum}\n`);
    bytes += file.bytes.length;
  }
  return { files: files.length, bytes, mistakes, sha256: total.digest('hex') };
}

function equal(a: Seal, b: Seal): boolean {
  return a.sha256 === b.sha256 && a.files === b.files && a.mistakes === b.mistakes;
}

/** A fleet is there as a whole or not at all. The mistakes lie outside of the tree, where no checker reads them. */
function write({ files, mistakes }: Fleet, place: string): void {
  const unfinished = `${place}.${process.pid}`;
  const made = new Set<string>();
  for (const { path, text } of files) {
    const file = join(unfinished, 'tree', path);
    const folder = dirname(file);
    if (!made.has(folder)) mkdirSync(folder, { recursive: true });
    made.add(folder);
    writeFileSync(file, text);
  }
  writeJson(join(unfinished, 'mistakes.json'), mistakes);
  rmSync(place, { recursive: true, force: true });
  renameSync(unfinished, place);
}
