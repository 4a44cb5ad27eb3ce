import type { FleetObject } from '../fleet/fleet.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { samePlace } from '../text/span.ts';
import { readString } from '../yaml/field.ts';
import { itemsOf, valueAt, type YamlMap } from '../yaml/node.ts';
import { insertEntry, setScalar } from '../yaml/yaml-edit.ts';
import { type Fix, fix, type Texts } from './fix.ts';
import { insertIntoSpec } from './insert.ts';

/**
 * Moves a Flux object to another namespace and lets it find its source and dependencies where they are, so that nothing
 * else changes. An account is named there if it names none yet. None where something else decides about its namespace.
 */
export function moveToNamespace(
  texts: Texts,
  object: FleetObject,
  namespace: string,
  own: string,
  account?: string,
): Fix | undefined {
  const { origin } = object;
  const text = texts.textOf(origin.file);
  const written = valueAt(origin.root, 'metadata', 'namespace');
  const source =
    valueAt(origin.root, 'spec', 'sourceRef') ??
    valueAt(origin.root, 'spec', 'chart', 'spec', 'sourceRef') ??
    valueAt(origin.root, 'spec', 'chartRef');
  if (!written || source?.type !== 'map' || !samePlace(object.namespace.span, written.span))
    return undefined;
  const named = readString(object, 'spec', 'serviceAccountName');
  const keepsSource = valueAt(source, 'namespace') !== undefined;
  return fix(`Move it to namespace \`${namespace}\``, [
    setScalar(text, written, namespace),
    ...(keepsSource ? [] : [insertEntry(text, source, 'namespace', own, ['name'])]),
    ...dependenciesOf(origin).map((item) => insertEntry(text, item, 'namespace', own, ['name'])),
    ...(account !== undefined && named.state === 'absent'
      ? [insertIntoSpec(texts, object, 'serviceAccountName', account, ['targetNamespace'])]
      : []),
  ]);
}

/** Dependencies that are looked up in the namespace the object lives in now. */
function dependenciesOf({ root }: Manifest): readonly YamlMap[] {
  return itemsOf(valueAt(root, 'spec', 'dependsOn')).filter(
    (item): item is YamlMap => item.type === 'map' && !valueAt(item, 'namespace'),
  );
}
