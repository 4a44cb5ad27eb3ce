// npm test [-- --only NAME[,NAME]] [--no-workbench]
// Everything that can be checked, without a display and from a fresh clone on: installs and builds what
// is missing, runs the stages one after the other and ends with the sum over all of them.
//   --only NAME      lint, types, unit, suite, drive, package, or workbench for the last three; bench, which runs only
//                    when it is named
//   --no-workbench   what needs no VS Code (a few seconds)
// Which VS Code the suite stage uses is said in scripts/stages/suite.mjs.
import { parseArgs } from 'node:util';
import { installIfNeeded } from './toolchain/install.mjs';
import { runMain } from './toolchain/main.mjs';
import { heading, say, seconds } from './toolchain/progress.mjs';

const stages = [
  { name: 'lint', title: 'Formatting and lint (biome)' },
  { name: 'types', title: 'Types (tsc)' },
  { name: 'unit', title: 'Units, scenarios, protocol (vitest)' },
  { name: 'suite', title: "VS Code's extension host (mocha)", workbench: true },
  {
    name: 'drive',
    title: 'The workbench, driven like a person does (Playwright)',
    workbench: true,
  },
  { name: 'package', title: 'The packaged .vsix, installed alone', workbench: true },
  { name: 'bench', title: 'Speed, by ratios only (npm run bench)', onDemand: true },
];

async function main() {
  const chosen = chooseStages();
  heading('Installing and building');
  await installIfNeeded();
  const { build } = await import('./build.mjs');
  await build();
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const stage of chosen) {
    const counts = await runStage(stage);
    for (const key of Object.keys(total)) total[key] += counts[key];
  }
  console.log(`\n${sentence(total)}`);
  return total.failed === 0 ? 0 : 1;
}

function chooseStages() {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, 'no-workbench': { type: 'boolean' } },
  });
  const wanted = values.only?.split(',');
  const unknown = wanted?.filter((name) => name !== 'workbench' && !stages.some(named(name)));
  if (unknown?.length) {
    const names = [...stages.map((stage) => stage.name), 'workbench'].join(', ');
    throw new Error(`No stage is called ${unknown.join(', ')}. There are: ${names}`);
  }
  return stages.filter(
    (stage) =>
      !(values['no-workbench'] && stage.workbench) &&
      !(stage.onDemand && !wanted) &&
      (!wanted || wanted.includes(stage.name) || (stage.workbench && wanted.includes('workbench'))),
  );
}

const named = (name) => (stage) => stage.name === name;

/** A stage that cannot even run is one failure; the others still run. */
async function runStage({ name, title }) {
  heading(title);
  const start = performance.now();
  const { default: stage } = await import(`./stages/${name}.mjs`);
  const counts = await stage().catch((error) => {
    console.error(error.message);
    return { passed: 0, failed: 1, skipped: 0 };
  });
  say(`${sentence(counts)} in ${seconds(start)}`);
  return counts;
}

const sentence = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;

await runMain(main);
