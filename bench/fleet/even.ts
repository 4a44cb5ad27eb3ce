import { type Files, putApp } from './apps.ts';
import { Dice, nouns } from './dice.ts';
import { seedMistake } from './mistakes.ts';
import { listFile, putOnboarding } from './onboarding.ts';
import { fleetUrl, putPlatform } from './platform.ts';
import { type Fleet, Tree } from './tree.ts';
import { configMap } from './workloads.ts';

/** A fleet whose tenants are all alike: about 14.5 files each, and everything is delivered from this repository. */
export function evenFleet(tenants: number, seed: number): Fleet {
  const tree = new Tree(seed);
  putPlatform(tree, seed + 1, tenants);
  const dice = new Dice(seed + 2);
  const names = Array.from({ length: tenants }, (_, index) => nameOf(dice, index));
  for (const name of names) putTenant(tree, dice, name);
  tree.put('tenants/kustomization.yaml', listFile(dice, ['crowd', ...names]));
  return tree.fleet;
}

export function nameOf(dice: Dice, index: number): string {
  return `t${String(index).padStart(5, '0')}-${dice.pick(nouns)}`;
}

function putTenant(tree: Tree, dice: Dice, name: string): void {
  const files: Files = new Map();
  const apps = `./apps/${name}`;
  const config = `./config/${name}`;
  const paths = { [`${name}-apps`]: apps, [`${name}-config`]: config };
  putOnboarding(files, dice, { name, url: fleetUrl, paths }, `tenants/${name}`);
  const place = { tenant: name, folder: `apps/${name}`, app: dice.pick(nouns) };
  putApp(files, dice, place, { releases: 3, workloads: dice.between(4, 5) });
  files.set(`config/${name}/settings.yaml`, configMap(dice, name, 'settings'));
  files.set(`config/${name}/kustomization.yaml`, listFile(dice, ['settings.yaml']));
  if (dice.chance(0.05)) seedMistake(tree, dice, name, files);
  for (const [path, text] of files) tree.put(path, text);
}
