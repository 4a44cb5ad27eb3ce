import { changeValue } from '../fixes/change-value.ts';
import {
  Bucket,
  GitRepository,
  HelmRepository,
  ImageRepository,
  OCIRepository,
} from '../manifest/kind.ts';
import { readField, readString } from '../yaml/field.ts';
import { textOf } from '../yaml/node.ts';
import { defineRule } from './rule.ts';
import { nameOf, quote } from './wording.ts';

/** Flags sources that are read without encryption. */
export const insecureSource = defineRule({
  id: 'insecure-source',
  title: 'Source that is read without encryption',
  boundary: 'source',
  preset: 'strict',
  applies: 'tenants',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  reads: [GitRepository, OCIRepository, HelmRepository, Bucket, ImageRepository],
  why: 'Without TLS anybody between the cluster and the source can change what is deployed, and read the credentials on the way.',
  remedy: 'Use `https://`, and `certSecretRef` for a certificate of your own.',
  errors: [],
  references: [
    'https://fluxcd.io/flux/components/source/ocirepositories/#insecure',
    'https://fluxcd.io/flux/components/source/gitrepositories/#url',
  ],
  check(source, context) {
    const url = readString(source, 'spec', 'url');
    const insecure = readField(source, 'spec', 'insecure');
    const tenant = context.tenancy.ownerOf(source);
    if (url.state === 'present' && url.value.startsWith('http://')) {
      context.report({
        at: url.span,
        object: source,
        tenant,
        message: `${nameOf(source)} reads ${quote(url.value)} without encryption`,
        fixes: () =>
          changeValue(context, source, ['spec', 'url'], url.value.replace('http:', 'https:')),
      });
    } else if (insecure.state === 'present' && textOf(insecure.value) === 'true') {
      context.report({
        at: insecure.span,
        object: source,
        tenant,
        message: `${nameOf(source)} allows a connection without encryption`,
      });
    }
  },
});
