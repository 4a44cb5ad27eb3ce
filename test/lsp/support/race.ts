import fc from 'fast-check';
import { deployment, tenant, withAccount, withoutAccount } from './manifests.ts';

/** Folders that a client may open: two beside each other, and one in another one. */
export const folders = ['fleet', 'fleet/apps', 'other'];

export const files = [
  'fleet/tenants/team-a.yaml',
  'fleet/apps/team-a.yaml',
  'fleet/apps/kustomization.yaml',
  'fleet/apps/ü (1)/team-a.yaml',
  'fleet/apps.yaml',
  'fleet/.flux-tenancy.yaml',
  'fleet/.gitignore',
  'fleet/apps/.gitignore',
  'fleet/node_modules/team-a.yaml',
  'other/team-a.yaml',
  'other/tenants/team-a.yaml',
  'nowhere/team-a.yaml',
];

const paths = [...files, 'fleet', 'fleet/apps', 'fleet/tenants', 'fleet/apps/ü (1)', 'fleet/moved'];

const texts = [
  tenant,
  withAccount,
  withoutAccount,
  withoutAccount.replace('name: apps', 'name: more').replaceAll('\n', '\r\n'),
  `${tenant}---\n${withoutAccount}`,
  deployment,
  'resources:\n  - team-a.yaml\nnamespace: team-b\n',
  'resources:\n  - ../apps.yaml\n  - ü (1)/team-a.yaml\n',
  'ignore: [apps]\n',
  'rules: { missing-service-account: error }\ntenants: [{ name: b, namespaces: [team-b] }]\n',
  'team-a.yaml\n',
  'apps/\n!team-a.yaml\n',
  'kind: [',
  '',
];

const settings = [
  null,
  { rules: { 'missing-service-account': 'off' } },
  { preset: 'strict' },
  { tenantLabels: ['other'], rules: { 'no-such-rule': 'on' } },
];

const questions = ['hover', 'codeAction', 'tenants', 'explain'] as const;

const index = fc.nat({ max: 10_000 });
const file = fc.constantFrom(...files);
const path = fc.constantFrom(...paths);
const folder = fc.constantFrom(...folders);
/** Those that have something to say about each other more often than the rest. */
const text = fc.oneof(fc.constantFrom(...texts), fc.constantFrom(...texts.slice(0, 5)));

/** What may happen to a client and the disk below it. */
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant('open' as const), file, text }) },
  {
    weight: 4,
    arbitrary: fc.record({ does: fc.constant('type' as const), index, at: index, text }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('replace' as const), index, text }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('close' as const), index }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('save' as const), index }) },
  { weight: 6, arbitrary: fc.record({ does: fc.constant('write' as const), file, text }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('remove' as const), path }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('move' as const), path, to: path }) },
  { weight: 4, arbitrary: fc.record({ does: fc.constant('report' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant('configure' as const),
      settings: fc.constantFrom(...settings),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('addFolder' as const), folder }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('removeFolder' as const), folder }) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('ask' as const),
      question: fc.constantFrom(...questions),
      index,
      isCancelled: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ does: fc.constant('work' as const), count: fc.nat({ max: 12 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('wait' as const),
      milliseconds: fc.nat({ max: 300 }),
    }),
  },
);

export type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

export interface Race {
  /** What is on the disk at first. */
  readonly disk: readonly { readonly file: string; readonly text: string }[];
  /** More files than are taken in at once. */
  readonly isLarge: boolean;
  readonly folders: readonly string[];
  readonly steps: readonly Step[];
  /** How long each look at the disk takes, over and over. */
  readonly delays: readonly number[];
}

export const race: fc.Arbitrary<Race> = fc.record({
  disk: fc.array(fc.record({ file, text }), { maxLength: 8, size: 'max' }),
  isLarge: fc.boolean(),
  folders: fc.subarray(folders),
  steps: fc.array(step, { maxLength: 60, size: 'max' }),
  delays: fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 30, size: 'max' }),
});
