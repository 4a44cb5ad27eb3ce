import type { FleetObject } from '../fleet/fleet.ts';
import { Secret } from '../manifest/kind.ts';
import { placeholderIn } from '../yaml/field.ts';
import { entryOf, textAt, textOf, valueAt, type YamlEntry } from '../yaml/node.ts';
import { defineRule } from './rule.ts';
import { nameWithTenant, quote } from './wording.ts';

/** Flags Secrets of tenants whose values everybody can read who can read the repository. */
export const plaintextSecret = defineRule({
  id: 'plaintext-secret',
  title: 'Secret of a tenant in plain text',
  boundary: 'source',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  reads: [Secret],
  why: 'What is in Git is known to all who can read the repository, the other tenants among them, and stays in its history. The values under `data` are encoded, not encrypted.',
  remedy:
    'Encrypt the file with SOPS, or let External Secrets or Sealed Secrets make the Secret. Then change the credentials that were in Git.',
  errors: [],
  references: ['https://fluxcd.io/flux/security/secrets-management/'],
  check(secret, context) {
    const tenant = context.tenancy.ownerOf(secret);
    // Generated Secrets have no document of their own.
    if (!tenant || secret.origin.index < 0 || isHarmless(secret)) return;
    const field = ['stringData', 'data'].find((key) => readable(secret, key).length > 0);
    const entry = field === undefined ? undefined : entryOf(secret.root, field);
    if (!field || !entry) return;
    const names = readable(secret, field).map(({ key }) => quote(key));
    const shown = names.length > 3 ? `${names.length} values` : names.join(', ');
    context.report({
      at: entry.keySpan,
      object: secret,
      tenant,
      message: `${nameWithTenant(secret, tenant)} has ${shown} in plain text under \`${field}\``,
    });
  },
});

/** Encrypted by SOPS, or filled in by Kubernetes itself. */
function isHarmless({ root }: FleetObject): boolean {
  const type = textAt(root, 'type') ?? '';
  const isFilledLater = type === 'kubernetes.io/service-account-token';
  return isFilledLater || valueAt(root, 'sops') !== undefined;
}

/** Values that say something; what is public by nature, and what stands for a value to come, does not count. */
function readable({ root }: FleetObject, field: string): readonly YamlEntry[] {
  const values = valueAt(root, field);
  if (values?.type !== 'map') return [];
  return values.entries.filter(({ key, value }) => {
    const text = textOf(value)?.trim() ?? '';
    return text !== '' && !isPublic(key) && !standsForAnother(text);
  });
}

function isPublic(key: string): boolean {
  return /^(ca\.crt|ca\.pem|ca-bundle\.crt|known_hosts|identity\.pub)$/.test(key);
}

function standsForAnother(text: string): boolean {
  return (
    text.startsWith('ENC[') ||
    placeholderIn(text) !== undefined ||
    /^[<[(]/.test(text) ||
    /^(\*+|x+|\.+|change-?me|replace-?me|redacted|placeholder|example|dummy|todo)$/i.test(text)
  );
}
