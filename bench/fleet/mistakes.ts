import type { Files } from './apps.ts';
import type { Dice } from './dice.ts';
import type { Tree } from './tree.ts';

/** A mistake that was put into a fleet, and where it must be reported. */
export interface Mistake {
  readonly rule: string;
  readonly file: string;
}

interface Seeding {
  readonly rule: string;
  /** What the name of the file ends with. */
  readonly file: string;
  readonly from: string | RegExp;
  readonly to: string;
}

/** Each breaks one thing in one file, so that exactly one finding must come of it. */
const seedings: readonly [Seeding, ...Seeding[]] = [
  { rule: 'prune-disabled', file: '/sync.yaml', from: 'prune: true', to: 'prune: false' },
  { rule: 'wrong-field-value', file: '/sync.yaml', from: /timeout: \d+m/, to: 'timeout: soon' },
  {
    rule: 'unknown-field',
    file: '/sync.yaml',
    from: '  prune: true',
    to: '  retries: 3\n  prune: true',
  },
  {
    rule: 'insecure-source',
    file: '/sync.yaml',
    from: 'url: https://charts',
    to: 'url: http://charts',
  },
  {
    rule: 'tenant-resource-quota-missing',
    file: '/namespace.yaml',
    from: 'kind: ResourceQuota',
    to: 'kind: PodTemplate',
  },
  {
    rule: 'tenant-role-cluster-admin',
    file: '/rbac.yaml',
    from: 'name: admin',
    to: 'name: cluster-admin',
  },
  {
    rule: 'service-account-not-found',
    file: '/release-0.yaml',
    from: 'serviceAccountName: ',
    to: 'serviceAccountName: missing-',
  },
  {
    rule: 'cross-namespace-source',
    file: '/release-1.yaml',
    from: /(kind: HelmRepository\n {8}name: ).*\n/,
    to: '$1shared\n        namespace: flux-system\n',
  },
  {
    rule: 'helm-target-namespace',
    file: '/release-0.yaml',
    from: '  chart:\n',
    to: '  targetNamespace: crowd\n  chart:\n',
  },
  {
    rule: 'deprecated-flux-api',
    file: '/release-1.yaml',
    from: 'fluxcd.io/v2\n',
    to: 'fluxcd.io/v2beta2\n',
  },
];

/** Puts one mistake into the files of a tenant and takes it down. */
export function seedMistake(tree: Tree, dice: Dice, tenant: string, files: Files): void {
  const seeding = dice.pick(seedings);
  const path = [...files.keys()].find((each) => each.endsWith(seeding.file));
  const text = path === undefined ? undefined : files.get(path);
  if (path === undefined || text === undefined) return;
  const broken = text.replace(seeding.from, seeding.to);
  if (broken === text) throw new Error(`${seeding.rule} changes nothing in ${path} of ${tenant}`);
  files.set(path, broken);
  tree.mistakes.push({ rule: seeding.rule, file: path });
}
