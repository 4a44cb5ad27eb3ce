import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { configurationRule } from '../server/core/index.ts';
import { checkFix, findingsOf, fixesOf, workspaceOf } from './support/check.ts';
import { parseScenario, renderScenario } from './support/scenario.ts';

const root = join(import.meta.dirname, 'configuration');

describe('configuration', () => {
  for (const file of readdirSync(root).sort()) {
    const path = join(root, file);
    const source = readFileSync(path, 'utf8');
    test(`${file.replace(/\.yaml$/, '')}: ${parseScenario(source).title}`, () => {
      const scenario = parseScenario(source);
      const { snapshot } = workspaceOf(scenario);
      const found = findingsOf(snapshot);
      if (process.env.UPDATE === '1') {
        writeFileSync(path, renderScenario(source, found, []));
        return;
      }
      expect(found).toEqual(scenario.expected);
      for (const fix of fixesOf(snapshot, configurationRule)) checkFix(snapshot, fix);
    });
  }
});
