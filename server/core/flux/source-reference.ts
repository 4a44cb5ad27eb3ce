import {
  ArtifactGenerator,
  FluxKustomization,
  HelmRelease,
  ImageUpdateAutomation,
  sameKind,
} from '../manifest/kind.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { remembered } from '../text/memo.ts';
import { type Field, readString } from '../yaml/field.ts';
import { itemsOf, valueAt, type YamlMap, type YamlNode } from '../yaml/node.ts';

/** The place where a Flux object names the source it reads. */
export interface SourceReference {
  /** The key it stands under, such as `sourceRef`. */
  readonly key: string;
  readonly node: YamlMap;
  readonly kind: Field<string>;
  readonly name: Field<string>;
  /** Absent where the source is looked up in the namespace of the object itself. */
  readonly namespace: Field<string>;
}

/** All references of an object that may name a source of another namespace. */
export const sourceReferencesOf = remembered(findSourceReferences);

function findSourceReferences(object: Manifest): readonly SourceReference[] {
  return referenceNodes(object).flatMap(({ key, node }) => {
    if (node?.type !== 'map') return [];
    const holder = { root: node, anchor: node.span, incomplete: object.incomplete };
    return [
      {
        key,
        node,
        kind: readString(holder, 'kind'),
        name: readString(holder, 'name'),
        namespace: readString(holder, 'namespace'),
      },
    ];
  });
}

function referenceNodes(
  object: Manifest,
): readonly { readonly key: string; readonly node: YamlNode | undefined }[] {
  const spec = valueAt(object.root, 'spec');
  if (sameKind(object, FluxKustomization) || sameKind(object, ImageUpdateAutomation)) {
    return [{ key: 'sourceRef', node: valueAt(spec, 'sourceRef') }];
  }
  if (sameKind(object, HelmRelease)) {
    return [
      { key: 'sourceRef', node: valueAt(spec, 'chart', 'spec', 'sourceRef') },
      { key: 'chartRef', node: valueAt(spec, 'chartRef') },
    ];
  }
  if (sameKind(object, ArtifactGenerator)) {
    return itemsOf(valueAt(spec, 'sources')).map((node) => ({ key: 'sources', node }));
  }
  return [];
}
