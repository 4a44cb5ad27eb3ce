// npm run measure [-- TENANTS …]
// What an edit costs in a generated fleet: from the changed text to the model, and from there to the verdict.
import { analyze, tenantViews, Workspace } from '../server/core/index.ts';
import { generatedFleet } from '../test/support/generated-fleet.ts';

const sizes = process.argv.slice(2).map(Number);
console.log(
  '| Files | First model (ms) | Edit → model, median / p95 (ms) | Model → verdict (ms) |',
);
console.log('|---:|---:|---:|---:|');
for (const tenants of sizes.length > 0 ? sizes : [100, 1000]) measure(tenants);

function measure(tenants: number): void {
  const files = generatedFleet(tenants);
  const workspace = new Workspace();
  const first = time(() => {
    workspace.applyChanges(files);
    tenantViews(workspace.snapshot);
  });
  analyze(workspace.snapshot);
  const model: number[] = [];
  const verdict: number[] = [];
  for (let round = 0; round < 40; round++) {
    const { file, text } = files[(round * 7919) % files.length] ?? { file: '', text: '' };
    const edited = () => workspace.applyChanges([{ file, text: `${text}# ${round}\n` }]);
    model.push(time(() => tenantViews(edited())));
    verdict.push(time(() => analyze(workspace.snapshot)));
  }
  const [edit, rules] = [model, verdict].map((times) => times.sort((a, b) => a - b));
  const at = (times: readonly number[] | undefined, share: number) =>
    (times?.[Math.floor((times.length - 1) * share)] ?? 0).toFixed(0);
  console.log(
    `| ${files.length} | ${first.toFixed(0)} | ${at(edit, 0.5)} / ${at(edit, 0.95)} | ${at(rules, 0.5)} |`,
  );
}

function time(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}
