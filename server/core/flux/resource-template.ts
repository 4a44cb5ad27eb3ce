import { placeholderIn } from '../yaml/field.ts';
import { valueAt, type YamlMap, type YamlNode, type YamlScalar } from '../yaml/node.ts';

/** What a template is filled with: one input, or one of which nothing is known. */
export type Filling = YamlMap | 'unknown';

const placeholder = /<<\s*inputs((?:\.[A-Za-z_]\w*)+)\s*(\|\s*quote\s*)?>>/g;
const onlyPlaceholder = /^\s*<<\s*inputs((?:\.[A-Za-z_]\w*)+)\s*(\|\s*quote\s*)?>>\s*$/;

/**
 * Fills in `<< inputs.… >>`. A scalar that is nothing else takes the value of the input and the place it is written
 * at; other values stay where the template has them. What any other template code makes is unknown.
 */
export function fillTemplate(node: YamlNode, filling: Filling): YamlNode {
  switch (node.type) {
    case 'map':
      return fillMap(node, filling);
    case 'sequence':
      return { ...node, items: node.items.map((item) => fillTemplate(item, filling)) };
    case 'scalar':
      return fillScalar(node, filling);
    case 'unknown':
      return node;
  }
}

/** A map whose keys are not all known is unknown: any field may be among them. */
function fillMap(map: YamlMap, filling: Filling): YamlNode {
  const entries = [];
  for (const entry of map.entries) {
    const key = fillText(entry.key, filling);
    if (key === undefined) return unknown(map, entry.key);
    entries.push({ ...entry, key, value: fillTemplate(entry.value, filling) });
  }
  return { ...map, entries };
}

function fillScalar(node: YamlScalar, filling: Filling): YamlNode {
  if (typeof node.value !== 'string' || !node.value.includes('<<')) return node;
  const only = onlyPlaceholder.exec(node.value);
  if (only) return inputAt(filling, only[1] ?? '', only[2] !== undefined) ?? unknown(node);
  const value = fillText(node.value, filling);
  return value === undefined ? unknown(node) : { ...node, value };
}

/** The value of an input as the template writes it into YAML. */
function inputAt(filling: Filling, path: string, quoted: boolean): YamlNode | undefined {
  const input = inputNode(filling, path);
  if (input?.type === 'unknown') return input;
  const text = printed(input);
  if (input === undefined || text === undefined) return undefined;
  if (quoted) return { type: 'scalar', value: text, span: input.span };
  if (text === '') return { type: 'scalar', value: null, span: input.span };
  return isPlain(text) ? input : undefined;
}

/** A text with its placeholders filled in; `undefined` where other template code is in it or a value is not known. */
function fillText(text: string, filling: Filling): string | undefined {
  if (!text.includes('<<')) return text;
  let isKnown = true;
  const filled = text.replace(placeholder, (_all, path: string, quote: string | undefined) => {
    const value = quote === undefined ? printed(inputNode(filling, path)) : undefined;
    if (value === undefined || !isPlain(value || 'x')) isKnown = false;
    return value ?? '';
  });
  return isKnown && !text.replace(placeholder, '').includes('<<') ? filled : undefined;
}

function inputNode(filling: Filling, path: string): YamlNode | undefined {
  return filling === 'unknown' ? undefined : valueAt(filling, ...path.slice(1).split('.'));
}

/** As Go prints it; numbers it would print with an exponent, lists and maps are left out. */
function printed(node: YamlNode | undefined): string | undefined {
  if (node?.type !== 'scalar' || node.value === null) return undefined;
  if (typeof node.value === 'string' || typeof node.value === 'boolean') return String(node.value);
  const size = Math.abs(Number(node.value));
  return size === 0 || (size >= 1e-4 && size < 1e6) ? String(node.value) : undefined;
}

/** True for a text that YAML reads as itself when it is written without quotes. */
function isPlain(text: string): boolean {
  return !/\n|:(\s|$)|\s#|^[\s,[\]{}#&*!|>'"%@`]|^[-?](\s|$)|\s$/.test(text);
}

/**
 * The first text that begins or ends a block of template code without its other end. Such code decides about other
 * values as well, so none of them can be read alone.
 */
export function openBlock(node: YamlNode): string | undefined {
  switch (node.type) {
    case 'map': {
      for (const { key, value } of node.entries) {
        const found = isOpen(key) ? key : openBlock(value);
        if (found !== undefined) return found;
      }
      return undefined;
    }
    case 'sequence':
      return node.items.map(openBlock).find((found) => found !== undefined);
    case 'scalar':
      return typeof node.value === 'string' && isOpen(node.value) ? node.value : undefined;
    case 'unknown':
      return undefined;
  }
}

function isOpen(text: string): boolean {
  if (!text.includes('<<')) return false;
  const begins = text.match(/<<-?\s*(if|range|with|define|block)\b/g)?.length ?? 0;
  const ends = text.match(/<<-?\s*end\b/g)?.length ?? 0;
  return begins !== ends;
}

function unknown(node: YamlNode, code?: string): YamlNode {
  const text = code ?? (node.type === 'scalar' ? String(node.value) : '');
  const why = placeholderIn(text) ?? 'it is filled in by a template';
  return { type: 'unknown', why, span: node.span };
}
