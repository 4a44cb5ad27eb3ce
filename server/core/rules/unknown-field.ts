import { fix } from '../fixes/fix.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { localReferencesOf } from '../flux/local-reference.ts';
import { type Field, tableKinds } from '../schema/field-table.ts';
import type { UnknownField } from '../schema/schema-problem.ts';
import type { YamlNode } from '../yaml/node.ts';
import { defineRule } from './rule.ts';
import { inside, problemsIn } from './schema-problems.ts';
import { nameOf, quote } from './wording.ts';

/** Flags keys that the API has no field for. */
export const unknownField = defineRule({
  id: 'unknown-field',
  title: 'Field that the Flux API does not have',
  boundary: 'api',
  preset: 'recommended',
  applies: 'everywhere',
  isSchemaCheck: true,
  severity: 'error',
  since: '0.1.0',
  fix: 'safe',
  reads: tableKinds,
  why: 'Flux refuses an object with a field that its schema does not have, and with it everything that is applied together. `kubectl apply` without validation drops the field without a word, so that what it was meant to set stays as it was.',
  remedy: 'Correct the name of the field, move it to where it belongs, or remove it.',
  errors: [
    'Kustomization/apps/podinfo dry-run failed: failed to create typed patch object (apps/podinfo; kustomize.toolkit.fluxcd.io/v1, Kind=Kustomization): .spec.targetNamespce: field not declared in schema',
    'Kustomization in version "v1" cannot be handled as a Kustomization: strict decoding error: unknown field "spec.targetNamespce"',
  ],
  references: [
    'https://fluxcd.io/flux/components/',
    'https://fluxoperator.dev/docs/crd/fluxinstance/',
    'https://github.com/fluxcd/flux2/issues/2501',
  ],
  check(object, context) {
    for (const problem of problemsIn('unknown-field', object, context)) {
      if (isNamespaceOfLocalReference(object, problem)) continue;
      context.report({
        at: problem.span,
        object,
        tenant: context.tenancy.ownerOf(object),
        message: message(object, problem),
        fixes: () => [rename(problem, context.textOf(problem.span.file))],
      });
    }
  },
});

/** That is what `unsupported-ref-namespace` speaks of. */
function isNamespaceOfLocalReference(object: FleetObject, { map, entry }: UnknownField): boolean {
  return entry.key === 'namespace' && localReferencesOf(object).some(({ node }) => node === map);
}

function message(object: FleetObject, { path, entry, meant, belongsIn }: UnknownField): string {
  const place = inside(path.slice(0, -entry.key.length).replace(/\.$/, ''));
  const fact = `${nameOf(object)} has ${quote(entry.key)} ${place}, where the Flux API has no such field`;
  if (meant) return `${fact}; the nearest is ${quote(meant.name)}`;
  return belongsIn === undefined ? fact : `${fact}; there is one in ${quote(belongsIn)}`;
}

/** Only where one name is near, and what stands there is what that field takes. A patch may name the field in a path. */
function rename({ meant, entry, span }: UnknownField, text: string) {
  if (!meant?.isOnly || !fits(entry.value, meant.field)) return undefined;
  if (text.slice(span.start, span.end).replace(/^(["'])(.*)\1$/, '$2') !== entry.key)
    return undefined;
  const safety = /namespace|account|kubeconfig/i.test(meant.name) ? 'unsafe' : 'safe';
  const edits = [{ span, newText: meant.name }];
  return fix(`Rename ${quote(entry.key)} to ${quote(meant.name)}`, edits, { safety });
}

function fits(node: YamlNode, { type }: Field): boolean {
  switch (type) {
    case 'any':
      return true;
    case 'list':
      return node.type === 'sequence';
    case 'map':
    case 'object':
      return node.type === 'map';
    default:
      return node.type === 'scalar' && (typeof node.value === type || type === 'integer');
  }
}
