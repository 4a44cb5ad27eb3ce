// What the bundles may weigh, minified, in bytes (scripts/bundle/budgets.json). More than that needs a reason, in the
// message of the commit that raises a budget.
import { readFileSync } from 'node:fs';
import { fromRoot } from '../toolchain/root.mjs';

export const budgets = JSON.parse(
  readFileSync(fromRoot('scripts', 'bundle', 'budgets.json'), 'utf8'),
);

/** Says by how much something is over its budget, and what it consists of; `undefined` if it is not. */
export function overBudget(name, size, profile = '') {
  const budget = budgets[name];
  if (budget === undefined) return `${name} has no budget in scripts/bundle/budgets.json`;
  if (size <= budget) return undefined;
  const over = ((size / budget - 1) * 100).toFixed(1);
  return `${name} has ${size} bytes, ${over} % over its budget of ${budget}\n${profile}`;
}

/** What a bundle consists of: bytes by package and by folder of ours, the largest first. */
export function profileOf({ outputs }, output) {
  const sizes = new Map();
  for (const [file, { bytesInOutput }] of Object.entries(outputs[output].inputs)) {
    const part = partOf(file);
    sizes.set(part, (sizes.get(part) ?? 0) + bytesInOutput);
  }
  return [...sizes]
    .sort(([, a], [, b]) => b - a)
    .map(([part, size]) => `${String(size).padStart(8)} ${part}`)
    .join('\n');
}

function partOf(file) {
  const packages = [...file.matchAll(/node_modules\/((?:@[^/]+\/)?[^/]+)/g)];
  return packages.at(-1)?.[1] ?? file.split('/').slice(0, -1).join('/');
}
