import { remembered } from '../text/memo.ts';
import { contains, type Span } from '../text/span.ts';
import type { Field } from '../yaml/field.ts';
import { valueAt, type YamlNode } from '../yaml/node.ts';
import type { FleetObject } from './fleet.ts';

/**
 * Equal for Kustomizations that say the same and are applied in the same way by the same. One that has only moved in its
 * text is equal to what it was.
 */
export const signatureOf = remembered((kustomization: FleetObject): string => {
  const { delivery } = kustomization;
  const through = delivery.mode === 'flux' ? `${delivery.remote} ${contentOf(delivery.by)}` : '';
  return `${delivery.mode} ${through}\n${contentOf(kustomization)}`;
});

/** Equal for Kustomizations that say the same, however they are delivered. */
export const selfOf = remembered(({ origin, name, namespace, root }: FleetObject): string => {
  const identity = [origin.file, origin.index, name, namespace];
  return `${JSON.stringify(identity)}${textOfNode(valueAt(root, 'spec'))}`;
});

/** The same without the places in its own document. */
export const contentOf = remembered(({ origin, name, namespace, root }: FleetObject): string => {
  const identity = [origin.file, origin.index, ...[name, namespace].map(textOfField)];
  return `${JSON.stringify(identity)}${textOfNode(valueAt(root, 'spec'), origin.span)}`;
});

function textOfField(field: Field<string>): string {
  if (field.state === 'present') return `present ${field.value}`;
  return field.state === 'unknown' ? `unknown ${field.why}` : 'absent';
}

/** The content of a value with the place it was written at, so that equal texts from two patches differ. */
function textOfNode(node: YamlNode | undefined, own?: Span): string {
  switch (node?.type) {
    case 'map':
      return `{${node.entries.map(({ key, value }) => `${key}:${textOfNode(value, own)}`).join()}}`;
    case 'sequence':
      return `[${node.items.map((item) => textOfNode(item, own)).join()}]`;
    case 'scalar':
      return `${JSON.stringify(String(node.value))}@${textOfPlace(node.span, own)}`;
    default:
      return node?.why ?? '';
  }
}

function textOfPlace(span: Span, own: Span | undefined): string {
  return own && contains(own, span) ? 'own' : `${span.file}:${span.start}`;
}
