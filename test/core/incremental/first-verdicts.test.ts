import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { analyze, type FirstDiagnostics, prepare, Workspace } from '../../../server/core/index.ts';
import { workspaceOf } from '../../support/check.ts';
import { firstIn, shown, sureIn } from '../../support/first-verdicts.ts';
import { generatedFleet } from '../../support/generated-fleet.ts';
import { parseScenario } from '../../support/scenario.ts';

function scenariosIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.name.endsWith('.yaml'))
    .map((entry) => join(entry.parentPath, entry.name));
}

test.each(['rules', 'suppressions', 'configuration'])(
  'what is found first is found in the end, and nothing beside it, in the scenarios of %s',
  (folder) => {
    for (const path of scenariosIn(join('test', folder))) {
      const scenario = parseScenario(readFileSync(path, 'utf8'));
      const { snapshot } = workspaceOf(scenario);
      for (const file of scenario.files.keys()) {
        const found = firstIn(workspaceOf(scenario).snapshot, [file]);
        const sure = sureIn(snapshot, file);
        expect(shown(found.get(file)), `${file} in ${path}`).toEqual(shown(sure));
      }
    }
  },
);

const file = 'tenants/team-3/sync.yaml';

test('an edit while the rest is judged costs what it changes, and its file is told first again', () => {
  const workspace = new Workspace();
  const fleet = generatedFleet(40);
  workspace.applyChanges(fleet);
  expect(firstIn(workspace.snapshot, [file]).get(file)).toEqual([]);
  const text = fleet.find((each) => each.file === file)?.text ?? '';
  workspace.applyChanges([{ file, text: text.replace(/ {2}serviceAccountName: .*\n/, '') }]);
  let steps = 0;
  const first = {
    files: [file],
    onFound: (now: FirstDiagnostics) => {
      edited ??= { diagnostics: shown(now.get(file)), steps };
    },
  };
  let edited: { readonly diagnostics: readonly string[]; readonly steps: number } | undefined;
  while (!prepare(workspace.snapshot, () => ++steps > 0, first));
  const final = shown(analyze(workspace.snapshot).diagnostics.get(file));
  expect(final.join()).toContain('missing-service-account');
  expect(edited?.diagnostics).toEqual(final);
  expect(edited?.steps).toBeLessThan(steps / 2);
});
