import { join } from 'node:path';
import { describe } from 'vitest';
import { configurationRule } from '../server/core/index.ts';
import { testScenarios } from './support/scenario-folder.ts';

describe('configuration', () => {
  testScenarios(join(import.meta.dirname, 'configuration'), {
    fixesOf: [configurationRule],
    statesFixes: false,
  });
});

describe('suppressions', () => {
  testScenarios(join(import.meta.dirname, 'suppressions'), {
    fixesOf: ['unknown-suppression', 'suppression-without-reason', 'unused-suppression'],
    statesFixes: true,
  });
});
