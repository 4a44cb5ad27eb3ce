import { fix } from '../fixes/fix.ts';
import { insertInto } from '../fixes/insert.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { GitRepository, HelmRelease } from '../manifest/kind.ts';
import { resolvePath } from '../workspace/path.ts';
import { known, readString } from '../yaml/field.ts';
import { valueAt } from '../yaml/node.ts';
import { insertBlock } from '../yaml/yaml-edit.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { nameWithTenant, placeOfMissing, quote } from './wording.ts';

/** Flags releases of tenants that install the CustomResourceDefinitions of their chart. */
export const helmCrdsPolicy = defineRule({
  id: 'helm-crds-policy',
  title: 'Release of a tenant with CustomResourceDefinitions',
  boundary: 'rbac',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'warning',
  levels: {
    warning: 'The HelmRelease itself asks for the CustomResourceDefinitions.',
    info: 'Helm installs them because nothing says otherwise.',
  },
  since: '0.1.0',
  fix: 'unsafe',
  reads: [HelmRelease],
  why: 'CustomResourceDefinitions belong to the whole cluster. Helm installs those of a chart unless it is told not to; as the account of a tenant that is forbidden, and with more rights it changes the API of everybody.',
  remedy:
    'Set `install.crds: Skip` (and `upgrade.crds: Skip`), and let the platform install the definitions.',
  errors: [
    'customresourcedefinitions.apiextensions.k8s.io is forbidden: User "system:serviceaccount:team-a:team-a" cannot create resource "customresourcedefinitions" in API group "apiextensions.k8s.io" at the cluster scope',
  ],
  references: [
    'https://fluxcd.io/flux/components/helm/helmreleases/#controlling-the-lifecycle-of-custom-resource-definitions',
  ],
  check(release, context) {
    const tenant = context.tenancy.ownerOf(release);
    const chart = known(readString(release, 'spec', 'chart', 'spec', 'chart'));
    if (!tenant || chart === undefined || !bringsDefinitions(context, release, chart)) return;
    const install = readString(release, 'spec', 'install', 'crds');
    const upgrade = readString(release, 'spec', 'upgrade', 'crds');
    const replaces = upgrade.state === 'present' && upgrade.value !== 'Skip';
    if (
      !replaces &&
      install.state !== 'absent' &&
      known(install) !== 'Create' &&
      known(install) !== 'CreateReplace'
    )
      return;
    const subject = nameWithTenant(release, tenant);
    context.report({
      at: replaces
        ? upgrade.span
        : install.state === 'present'
          ? install.span
          : placeOfMissing(release, 'spec', 'install', 'crds'),
      object: release,
      tenant,
      message: `${subject} installs the CustomResourceDefinitions of chart ${quote(chart)}, which belong to the whole cluster`,
      severity: replaces || install.state === 'present' ? 'warning' : 'info',
      fixes: () => (install.state === 'absent' && !replaces ? [skip(context, release)] : []),
    });
  },
});

/** Only a chart that lies in this workspace shows what it brings. */
function bringsDefinitions(context: RuleContext, release: FleetObject, chart: string): boolean {
  const kind = known(readString(release, 'spec', 'chart', 'spec', 'sourceRef', 'kind'));
  const directory = resolvePath('', chart);
  if (kind !== GitRepository.kind || directory === undefined) return false;
  const isChart = context.directory(directory)?.files.includes(`${directory}/Chart.yaml`);
  return isChart === true && context.directory(`${directory}/crds`) !== undefined;
}

function skip(context: RuleContext, release: FleetObject) {
  const spec = valueAt(release.origin.root, 'spec');
  if (spec?.type !== 'map') return undefined;
  const text = context.textOf(spec.span.file);
  const edit = valueAt(spec, 'install')
    ? insertInto(context, release, ['spec', 'install'], 'crds', 'Skip')
    : insertBlock(text, spec, 'install', 'install:\n  crds: Skip', ['chart', 'interval']);
  return fix('Set `install.crds` to `Skip`', [edit]);
}
