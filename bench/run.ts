/**
 * npm run bench [-- --profile quick|brief|full] [--base REF] [--gate] [--only NAME,…] [--save]
 *   --profile  quick: two minutes, the default; brief: ten, with a large fleet and other servers; full: twenty
 *   --base     another commit, built and measured in turn with this folder
 *   --gate     ends with 1 where a ratio or a verdict is not what it must be
 *   --only     some of the parts, which are then kept in the cache only: index, warm, edits, early, rename, switch, start, bundles, pathological, agreement, peers
 *   --save     keeps the results of the quick profile, too, and puts them into docs/performance.md
 *   --results  prints and judges results that were kept, and measures nothing
 */
import { parseArgs } from 'node:util';
import { readJson } from './files.ts';
import { fleetOnDisk } from './fleet/fleets.ts';
import { measureParts, partNames } from './parts.ts';
import { type Product, productHere, productOf } from './product.ts';
import { type Profile, profiles } from './profiles.ts';
import { failures } from './report/gate.ts';
import { loadNow, thisMachine } from './report/machine.ts';
import { Recorder, type Results } from './report/record.ts';
import { report } from './report/report.ts';
import { saveResults } from './report/save.ts';

const { values } = parseArgs({
  options: {
    profile: { type: 'string', default: 'quick' },
    base: { type: 'string' },
    gate: { type: 'boolean', default: false },
    only: { type: 'string' },
    save: { type: 'boolean', default: false },
    results: { type: 'string' },
  },
});

async function main(): Promise<number> {
  const results = values.results ? readJson<Results>(values.results) : await measured();
  console.log(`\n${report(results)}`);
  if (!values.results) {
    const isWhole = values.only === undefined && (results.profile === 'full' || values.save);
    const place = saveResults(results, { inDocs: isWhole });
    console.log(`\nKept as ${place}`);
  }
  const failed = failures(results);
  for (const failure of failed) console.log(`✗ ${failure}`);
  return values.gate && failed.length > 0 ? 1 : 0;
}

async function measured(): Promise<Results> {
  const profile = profiles[values.profile];
  if (!profile) throw new Error(`No profile is called ${values.profile}.`);
  const only = values.only?.split(',') ?? partNames;
  const unknown = only.filter((name) => !partNames.includes(name));
  if (unknown.length > 0) throw new Error(`No part is called ${unknown.join(', ')}.`);
  const date = new Date().toISOString();
  const load = loadNow();
  say('building');
  const products = [await productHere(), ...(values.base ? [await productOf(values.base)] : [])];
  say('fleets');
  const fleets = new Map(
    profile.fleets.map(({ shape, tenants }) => [
      `${shape}-${tenants}`,
      fleetOnDisk(shape, tenants),
    ]),
  );
  const recorder = new Recorder();
  await measureParts({ profile, products, recorder, fleets, say }, only);
  return {
    ...described(profile, products, date),
    machine: thisMachine(load),
    fleets: Object.fromEntries(
      [...fleets].map(([name, { seal }]) => [name, { files: seal.files, sha256: seal.sha256 }]),
    ),
    ...recorder.record,
  };
}

function described(profile: Profile, [here, base]: readonly Product[], date: string) {
  return {
    version: 1,
    profile: profile.name,
    date,
    commit: here?.commit ?? '',
    base: base?.commit,
  } as const;
}

const began = performance.now();

function say(text: string): void {
  console.error(`${((performance.now() - began) / 1000).toFixed(0).padStart(5)} s  ${text}`);
}

process.exitCode = await main();
