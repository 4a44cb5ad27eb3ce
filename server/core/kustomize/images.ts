import { textAt, textOf, type YamlMap, type YamlNode } from '../yaml/node.ts';
import { idOf } from './draft.ts';
import { changeItems } from './field-spec.ts';
import { withEntry } from './node-edit.ts';
import type { Transformer } from './transformer.ts';

/** `images`: other names, tags and digests for the images of containers, wherever containers are listed. */
export const applyImages: Transformer = (drafts, { config }) => {
  if (config.images.length === 0) return drafts;
  return drafts.map((draft) => {
    if (idOf(draft).kind === 'CustomResourceDefinition') return draft;
    return { ...draft, root: config.images.reduce(replaceImage, draft.root) };
  });
};

function replaceImage(root: YamlMap, change: YamlNode): YamlMap {
  const name = textAt(change, 'name');
  return name === undefined ? root : replaceIn(root, name, change);
}

function replaceIn(map: YamlMap, name: string, change: YamlNode): YamlMap {
  return map.entries.reduce((current, { key, keySpan, value }) => {
    const changed = replaceBelow(value, name, change, /^(initC|c)ontainers$/.test(key));
    return changed === value ? current : withEntry(current, { key, keySpan, value: changed });
  }, map);
}

function replaceBelow(
  node: YamlNode,
  name: string,
  change: YamlNode,
  isContainers: boolean,
): YamlNode {
  if (node.type === 'map') return replaceIn(node, name, change);
  if (node.type !== 'sequence') return node;
  return changeItems(node, (item) => {
    const below = replaceBelow(item, name, change, false);
    return isContainers && below.type === 'map' ? withImage(below, name, change) : below;
  });
}

function withImage(container: YamlMap, name: string, change: YamlNode): YamlMap {
  const entry = container.entries.findLast(({ key }) => key === 'image');
  const image = textOf(entry?.value);
  if (!entry || image === undefined) return container;
  const { base, tag } = splitImage(image);
  if (base !== name) return container;
  const newTag = textAt(change, 'newTag');
  const digest = textAt(change, 'digest');
  const version = `${newTag ? `:${newTag}` : ''}${digest ? `@${digest}` : ''}`;
  const value = `${textAt(change, 'newName') ?? base}${version === '' ? tag : version}`;
  return withEntry(container, { ...entry, value: { type: 'scalar', value, span: change.span } });
}

/** A colon before the last slash belongs to the port of a registry. */
function splitImage(image: string): { readonly base: string; readonly tag: string } {
  const name = image.slice(image.lastIndexOf('/') + 1);
  const mark = name.search(/[:@]/);
  const length = mark < 0 ? image.length : image.length - name.length + mark;
  return { base: image.slice(0, length), tag: image.slice(length) };
}
