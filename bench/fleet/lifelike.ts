import { type Files, putApp, putStages } from './apps.ts';
import { Dice, nouns } from './dice.ts';
import { nameOf } from './even.ts';
import { seedMistake } from './mistakes.ts';
import { listFile, putOnboarding } from './onboarding.ts';
import { fleetUrl, putPlatform } from './platform.ts';
import { type Fleet, Tree } from './tree.ts';

/**
 * A fleet of the shape that is found in real repositories: of 100 tenants 60 are only set up here and keep their manifests
 * elsewhere, 25 have everything here, 10 have one service in three stages, and 5 are teams with 20 to 450 files. Tenants
 * belong to divisions, and 2 to 20 of them share a base; so kustomizations are four levels deep.
 */
export function lifelikeFleet(tenants: number, seed: number): Fleet {
  const tree = new Tree(seed);
  putPlatform(tree, seed + 1, tenants);
  const dice = new Dice(seed + 2);
  const divisions: string[] = [];
  for (let made = 0; made < tenants; ) {
    const size = Math.min(dice.between(2, 20), tenants - made);
    const division = `d${String(divisions.length).padStart(4, '0')}-${dice.pick(nouns)}`;
    putDivision(tree, dice, division, { first: made, size });
    divisions.push(division);
    made += size;
  }
  tree.put('tenants/kustomization.yaml', listFile(dice, ['crowd', ...divisions]));
  return tree.fleet;
}

function putDivision(
  tree: Tree,
  dice: Dice,
  division: string,
  { first, size }: { readonly first: number; readonly size: number },
): void {
  const folder = `tenants/${division}`;
  putBase(tree, dice, `${folder}/base`);
  const names = Array.from({ length: size }, (_, index) => nameOf(dice, first + index));
  for (const name of names) putTenant(tree, dice, name, `${folder}/${name}`);
  tree.put(`${folder}/kustomization.yaml`, listFile(dice, names));
}

/** What the tenants of a division have in common; none of it says into which namespace it goes. */
function putBase(tree: Tree, dice: Dice, folder: string): void {
  const shared = (name: string) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n  text: ${dice.sentence(12)}\n`;
  const names = ['contacts', 'proxies', ...(dice.chance(0.5) ? ['notices'] : [])];
  for (const name of names) tree.put(`${folder}/${name}.yaml`, shared(name));
  const files = names.map((name) => `${name}.yaml`);
  tree.put(`${folder}/kustomization.yaml`, listFile(dice, files));
}

function putTenant(tree: Tree, dice: Dice, name: string, folder: string): void {
  const files: Files = new Map();
  const kind = dice.next();
  const isElsewhere = kind < 0.6;
  const url = isElsewhere ? `https://git.example.com/teams/${name}` : fleetUrl;
  const stages = ['dev', 'staging', 'production'].map((each) => [
    `${name}-${each}`,
    `./apps/${name}/${each}`,
  ]);
  const isStaged = kind >= 0.85 && kind < 0.95;
  const paths = isStaged
    ? Object.fromEntries(stages)
    : { [`${name}-apps`]: isElsewhere ? './deploy' : `./apps/${name}` };
  putOnboarding(files, dice, { name, url, paths, base: '../base' }, folder);
  if (isStaged) putStages(files, dice, name, `apps/${name}`);
  else if (kind >= 0.95) putTeam(files, dice, name);
  else if (!isElsewhere) {
    const place = { tenant: name, folder: `apps/${name}`, app: dice.pick(nouns) };
    putApp(files, dice, place, { releases: 3, workloads: dice.between(5, 8) });
  }
  if (dice.chance(0.05)) seedMistake(tree, dice, name, files);
  for (const [path, text] of files) tree.put(path, text);
}

/** A team with many services: 20 to 450 files, most teams having few and few having many. */
function putTeam(files: Files, dice: Dice, name: string): void {
  const wanted = Math.round(20 * 22.5 ** dice.next()) - files.size - 1;
  const services: string[] = [];
  const apps: Files = new Map();
  while (apps.size < wanted) {
    const app = `${dice.pick(nouns)}-${services.length}`;
    const workloads = Math.min(dice.between(5, 12), Math.max(1, wanted - apps.size - 2));
    const folder = `apps/${name}/${app}`;
    putApp(apps, dice, { tenant: name, folder, app }, { releases: 1, workloads });
    services.push(app);
  }
  for (const [path, text] of apps) files.set(path, text);
  files.set(`apps/${name}/kustomization.yaml`, listFile(dice, services));
}
