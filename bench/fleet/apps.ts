import { type Dice, nouns } from './dice.ts';
import { listFile } from './onboarding.ts';
import {
  anchored,
  autoscaler,
  configMap,
  deployment,
  ingress,
  networkPolicy,
  release,
  service,
  type Workload,
} from './workloads.ts';

/** Files by path. */
export type Files = Map<string, string>;

export interface Amount {
  readonly releases: number;
  readonly workloads: number;
}

const workloads: readonly (readonly [string, Workload])[] = [
  ['deployment', deployment],
  ['service', service],
  ['config', configMap],
  ['network-policy', networkPolicy],
  ['ingress', ingress],
  ['autoscaler', autoscaler],
];

/** What a tenant runs under one name, in one folder with a kustomization.yaml. */
export function putApp(
  files: Files,
  dice: Dice,
  place: { readonly tenant: string; readonly folder: string; readonly app: string },
  amount: Amount,
): void {
  const { tenant, folder, app } = place;
  const resources: string[] = [];
  const put = (file: string, text: string) => {
    resources.push(file);
    files.set(`${folder}/${file}`, text);
  };
  for (let index = 0; index < amount.releases; index++) {
    put(`release-${index}.yaml`, release(dice, tenant, `${app}-r${index}`));
  }
  for (let index = 0; index < amount.workloads; index++) {
    const [kind, make] = workloads[index % workloads.length] ?? ['deployment', deployment];
    const round = Math.floor(index / workloads.length);
    put(`${kind}-${index}.yaml`, make(dice, tenant, round === 0 ? app : `${app}-${round}`));
  }
  if (dice.chance(0.03)) put('anchored.yaml', anchored(dice, tenant, app));
  const namespace = dice.chance(0.5) ? `namespace: ${tenant}\n` : '';
  files.set(`${folder}/kustomization.yaml`, listFile(dice, resources, namespace));
}

/** One service with a base and three stages, each with names and a size of its own. */
export function putStages(files: Files, dice: Dice, tenant: string, folder: string): void {
  const app = dice.pick(nouns);
  putApp(files, dice, { tenant, folder: `${folder}/base`, app }, { releases: 0, workloads: 6 });
  for (const stage of ['dev', 'staging', 'production']) {
    const patch = `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${app}\n  namespace: ${tenant}\nspec:\n  replicas: ${dice.between(1, 9)}\n`;
    files.set(`${folder}/${stage}/size.yaml`, patch);
    const lines = `nameSuffix: -${stage}\npatches:\n  - path: size.yaml\n`;
    files.set(`${folder}/${stage}/kustomization.yaml`, listFile(dice, ['../base'], lines));
  }
}
