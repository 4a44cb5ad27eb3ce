import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Situation, situationOf } from '../server/core/index.ts';
import { findingsOf } from './support/check.ts';
import { readWorkspace, tenantLines } from './support/read-workspace.ts';

const root = join(import.meta.dirname, 'clean-fleets');

/** Who the tenants of each fleet are, so that the silence of the rules is not that of a fleet without tenants. */
const fleets: Readonly<Record<string, readonly [Situation, ...string[]]>> = {
  'capsule-like': [
    'tenants',
    'solar(proven): solar-production solar-system',
    'wind(proven): wind-production wind-system wind-test',
  ],
  'd2-like': [
    'tenants',
    'backoffice(proven): backoffice',
    'checkout(proven): checkout',
    'loyalty(proven): loyalty',
    'storefront(proven): storefront',
  ],
  'flux2-multi-tenancy-like': [
    'tenants',
    'billing(proven): invoices',
    'reporting(proven): reports',
  ],
  'single-admin': ['single-administrator'],
  'tenant-repo': ['assumed-tenant', 'billing(assumed): billing'],
};

test('every clean fleet is described here and in CONTRIBUTING.md', () => {
  const names = readdirSync(root).sort();
  expect(Object.keys(fleets)).toEqual(names);
  const text = readFileSync(join(root, '../../CONTRIBUTING.md'), 'utf8');
  expect(names.filter((name) => !text.includes(`| \`${name}\` |`))).toEqual([]);
});

describe.each(Object.entries(fleets))('%s', (name, [situation, ...tenants]) => {
  const snapshot = readWorkspace(join(root, name));

  test('has no errors and no warnings', () => {
    expect(findingsOf(snapshot).filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  test('has the tenants one would expect', () => {
    expect([situationOf(snapshot), ...tenantLines(snapshot)]).toEqual([situation, ...tenants]);
  });
});
