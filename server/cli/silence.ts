import {
  configurationFileName,
  configurationOf,
  type Snapshot,
  situationOf,
  tenantViews,
} from '../core/index.ts';
import { count } from './words.ts';

/** Why a workspace has no tenants, in one sentence; `undefined` if it has some. Where there are several, give its name. */
export function whyNoTenants(snapshot: Snapshot, workspace?: string): string | undefined {
  if (tenantViews(snapshot).length > 0) return undefined;
  const where = workspace === undefined ? '' : ` in ${workspace}`;
  return `no tenants found${where}: ${reason(snapshot)}, so rules about tenants had nothing to check`;
}

function reason(snapshot: Snapshot): string {
  const manifests = [...snapshot.files.values()].flatMap((facts) => facts.manifests);
  if (snapshot.files.size === 0) return 'there are no YAML files';
  if (manifests.length === 0) {
    return `none of ${count(snapshot.files.size, 'YAML file')} holds a Kubernetes manifest`;
  }
  if (!manifests.some(({ group }) => group.endsWith('.fluxcd.io'))) {
    return `none of ${count(manifests.length, 'manifest')} is a Flux object`;
  }
  const [label] = configurationOf(snapshot).tenantLabels;
  const labels =
    label === undefined ? 'no label names tenants' : `nothing carries the label ${label}`;
  const why = `${labels} and no namespace is set up like a tenant's`;
  return situationOf(snapshot) === 'single-administrator'
    ? `${why}, as in one administrator's repository (${configurationFileName} can declare tenants)`
    : why;
}
