import { HelmRelease } from '../manifest/kind.ts';
import { missingDataReports } from './missing-data-report.ts';
import { defineRule } from './rule.ts';

/** Flags releases whose values are to come from a ConfigMap or Secret that is not there. */
export const valuesFromMissing = defineRule({
  id: 'values-from-missing',
  title: 'Values from an object that does not exist',
  boundary: 'reference',
  preset: 'strict',
  applies: 'tenants',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  reads: [HelmRelease],
  why: 'Unless it is marked `optional`, the release waits for it and is neither installed nor upgraded.',
  remedy:
    'Correct the name, create the object in the namespace of the release, or mark the reference `optional`.',
  errors: ["could not find ConfigMap 'team-a/settings'"],
  references: ['https://fluxcd.io/flux/components/helm/helmreleases/#values-references'],
  check(object, context) {
    const reports = missingDataReports(context, object, 'spec.valuesFrom[]', 'takes values from');
    for (const report of reports) context.report(report);
  },
});
