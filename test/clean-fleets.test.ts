import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  configurationFileName,
  parseSettings,
  rules,
  type Situation,
  type Snapshot,
  situationOf,
  Workspace,
} from '../server/core/index.ts';
import { findingsOf } from './support/check.ts';
import { readWorkspace, tenantLines } from './support/read-workspace.ts';

const root = join(import.meta.dirname, 'clean-fleets');

/** Who the tenants of each fleet are, so that the silence of the rules is not that of a fleet without tenants. */
const fleets: Readonly<Record<string, readonly [Situation, ...string[]]>> = {
  'aks-like': ['tenants', 'payroll(proven): payroll', 'portal(proven): portal'],
  'capsule-like': [
    'tenants',
    'solar(proven): solar-production solar-system',
    'wind(proven): wind-system',
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
    'support(proven): tickets tickets-archive',
  ],
  'hub-and-spoke-like': ['single-administrator'],
  'monorepo-like': [
    'tenants',
    'media(proven): media-live media-test',
    'search(proven): search',
    'shop(proven): shop shop-jobs',
  ],
  'repo-per-team-like': ['assumed-tenant', 'this repository(assumed): '],
  'repo-per-team-platform': [
    'tenants',
    'analytics(proven): analytics analytics-jobs',
    'search(proven): search',
    'shop(proven): shop',
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

describe.each(Object.entries(fleets))('%s', (name, expected) => {
  const snapshot = readWorkspace(join(root, name));

  test('trips no rule, strict ones among them', () => {
    expect(placesOf(judgedStrictly(snapshot))).toEqual([]);
  });

  test('trips no rule without its configuration file either', () => {
    expect(placesOf(judgedStrictly(snapshot, configurationFileName))).toEqual([]);
  });

  test('has the tenants one would expect', () => {
    expect([situationOf(snapshot), ...tenantLines(snapshot)]).toEqual(expected);
  });
});

/** A fleet with all rules on, without one of its files if need be. */
function judgedStrictly({ files }: Snapshot, without?: string): Snapshot {
  const workspace = new Workspace();
  const levels = Object.fromEntries(rules.map(({ meta }) => [meta.id, 'on']));
  workspace.configure(parseSettings({ rules: levels }).settings);
  const kept = [...files.values()].filter(({ file }) => file !== without);
  return workspace.applyChanges(kept.map(({ file, text }) => ({ file, text })));
}

function placesOf(snapshot: Snapshot): readonly string[] {
  return findingsOf(snapshot).map(
    ({ severity, rule, file, line }) => `${severity} ${rule} ${file}:${line + 1}`,
  );
}
