import { fix } from '../fixes/fix.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { Secret } from '../manifest/kind.ts';
import { readField } from '../yaml/field.ts';
import { entryOf, valueAt } from '../yaml/node.ts';
import { insertBlock } from '../yaml/yaml-edit.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { nameOf, placeOfMissing } from './wording.ts';

/** Flags Kustomizations that apply Secrets which are encrypted with SOPS, and cannot decrypt them. */
export const sopsDecryptionMissing = defineRule({
  id: 'sops-decryption-missing',
  title: 'Encrypted Secret without decryption',
  boundary: 'source',
  preset: 'recommended',
  applies: 'everywhere',
  speaksOfOthers: true,
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  reads: [Secret],
  why: 'The kustomize-controller refuses to apply a Secret that is still encrypted, and nothing else of the Kustomization is applied either.',
  remedy:
    'Set `spec.decryption.provider` to `sops`, and name the Secret with the key under `secretRef` unless the key is in a KMS.',
  errors: [
    'is SOPS encrypted, configuring decryption is required for this secret to be reconciled',
  ],
  references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#decryption'],
  check(secret, context) {
    const sops = entryOf(secret.root, 'sops');
    if (!sops || secret.delivery.mode !== 'flux') return;
    const { by } = secret.delivery;
    // What a FluxInstance syncs can be patched by the operator; with a key of its own the controller needs nobody's.
    if (by.origin.kind !== by.kind || hasOwnKey(context, by)) return;
    // Who applies the kustomization that lists it may add `decryption` by a patch.
    if (by.delivery.mode === 'kustomize') return;
    if (readField(by, 'spec', 'decryption').state !== 'absent') return;
    context.report({
      at: placeOfMissing(by, 'spec', 'decryption'),
      object: by,
      tenant: context.tenancy.ownerOf(by),
      message: `${nameOf(by)} applies ${nameOf(secret)}, which is encrypted with SOPS, but has no \`decryption\``,
      related: [{ span: sops.keySpan, message: `${nameOf(secret)} is encrypted` }],
      fixes: () => [addDecryption(context, by)],
    });
  },
});

function hasOwnKey(context: RuleContext, kustomization: FleetObject): boolean {
  const cluster = context.clusterOf(kustomization);
  if (!cluster) return false;
  return context
    .controllersOf(cluster)
    .some(({ flags }) => flags.has('sops-age-secret') || flags.has('sops-vault-configmap'));
}

function addDecryption(context: RuleContext, { origin }: FleetObject) {
  const spec = valueAt(origin.root, 'spec');
  if (spec?.type !== 'map') return undefined;
  const yaml = 'decryption:\n  provider: sops';
  const after = ['path', 'sourceRef'];
  return fix('Add `decryption` with SOPS', [
    insertBlock(context.textOf(spec.span.file), spec, 'decryption', yaml, after),
  ]);
}
