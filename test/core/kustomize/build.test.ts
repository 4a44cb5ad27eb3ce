import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { build } from '../../../server/core/kustomize/build.ts';
import {
  byIdentity,
  parseBuildScenario,
  plainObject,
  printFailure,
  withoutContents,
} from './build-scenario.ts';

const folder = join(import.meta.dirname, 'scenarios');

describe('build', () => {
  for (const file of readdirSync(folder)) {
    test(file.replace('.yaml', '').replaceAll('-', ' '), () => {
      const scenario = parseBuildScenario(readFileSync(join(folder, file), 'utf8'));
      const result = build(scenario.snapshot, { directory: '' });
      expect(printFailure(scenario.snapshot, result)).toBe(scenario.failure);
      if (scenario.failure !== undefined) return;
      const expected = scenario.objects.map(withoutContents);
      expect(byIdentity(result.objects.map(plainObject))).toEqual(byIdentity(expected));
    });
  }
});
