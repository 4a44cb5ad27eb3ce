import { expect, test } from 'vitest';
import { analyze, Workspace } from '../../../server/core/index.ts';
import { inferredNames } from '../../../server/core/tenancy/inferred-tenants.ts';
import { provenNames } from '../../../server/core/tenancy/proven-tenants.ts';
import { derive, type Snapshot } from '../../../server/core/workspace/snapshot.ts';
import { generatedFleet } from '../../support/generated-fleet.ts';

const edited = 'tenants/team-3/namespace.yaml';

test('the names of tenants are gone through when one comes or goes, not when something of one changes', () => {
  const files = generatedFleet(8);
  const workspace = new Workspace();
  workspace.applyChanges(files);
  let runs = 0;
  const names = (snapshot: Snapshot) => {
    runs++;
    return new Set([...provenNames(snapshot), ...inferredNames(snapshot)]);
  };
  const namesNow = () => {
    analyze(workspace.snapshot);
    return derive(workspace.snapshot, names);
  };
  const text = files.find(({ file }) => file === edited)?.text ?? '';

  expect(namesNow()).toContain('team-3');
  workspace.applyChanges([{ file: edited, text: `# The label moves.\n${text}` }]);
  expect(namesNow().size).toBe(8);
  expect(runs).toBe(1);

  const label = 'toolkit.fluxcd.io/tenant';
  const namespace = `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: new\n  labels: {${label}: newcomer}\n`;
  workspace.applyChanges([{ file: 'new.yaml', text: namespace }]);
  expect(namesNow()).toContain('newcomer');
  expect(runs).toBe(2);
});
