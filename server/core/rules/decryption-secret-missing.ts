import { FluxKustomization } from '../manifest/kind.ts';
import { missingDataReports } from './missing-data-report.ts';
import { defineRule } from './rule.ts';

/** Flags Kustomizations that are to decrypt with a Secret that is not there. */
export const decryptionSecretMissing = defineRule({
  id: 'decryption-secret-missing',
  title: 'Decryption with a key that does not exist',
  boundary: 'reference',
  preset: 'strict',
  applies: 'tenants',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  reads: [FluxKustomization],
  why: 'Without the key nothing that is encrypted can be read, and nothing of the Kustomization is applied.',
  remedy:
    'Correct the name, or create the Secret with the key in the namespace of the Kustomization.',
  errors: ['secrets "sops-age" not found'],
  references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#decryption'],
  check(object, context) {
    const reports = missingDataReports(
      context,
      object,
      'spec.decryption.secretRef',
      'decrypts with',
    );
    for (const report of reports) context.report(report);
  },
});
