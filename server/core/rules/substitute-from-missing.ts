import { FluxKustomization } from '../manifest/kind.ts';
import { missingDataReports } from './missing-data-report.ts';
import { defineRule } from './rule.ts';

/** Flags Kustomizations whose variables are to come from a ConfigMap or Secret that is not there. */
export const substituteFromMissing = defineRule({
  id: 'substitute-from-missing',
  title: 'Variables from an object that does not exist',
  boundary: 'reference',
  preset: 'strict',
  applies: 'tenants',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  reads: [FluxKustomization],
  why: 'Unless it is marked `optional`, nothing of the Kustomization is applied without it.',
  remedy:
    'Correct the name, create the object in the namespace of the Kustomization, or mark the reference `optional`.',
  errors: ["substitute from 'ConfigMap/settings' error"],
  references: [
    'https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution',
  ],
  check(object, context) {
    const reports = missingDataReports(
      context,
      object,
      'spec.postBuild.substituteFrom[]',
      'takes variables from',
    );
    for (const report of reports) context.report(report);
  },
});
