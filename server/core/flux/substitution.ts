import { textAt, type YamlNode } from '../yaml/node.ts';
import { mayHold } from '../yaml/plain-document.ts';

/** What the variables of `postBuild` are, as far as the repository tells. */
export interface Variables {
  readonly values: ReadonlyMap<string, string>;
  /** False where a variable that is not among the values may still have one. */
  readonly complete: boolean;
}

/** The head of a variable: its name, and the end or the operator in front of a default. */
const head = /\$\{([A-Za-z_]\w*)(\}|:?[-=])/y;

/** Without one of these, nothing that is written is a variable: the dollar may be written as an escape. */
const partOfVariable = /[$\\]/;

/** Defaults within defaults that are followed; nobody writes more than two. */
const deepestDefault = 10;

/** True for objects that ask Flux to leave their texts alone (docs/spec/v1/kustomizations.md#post-build-variable-substitution). */
export function refusesSubstitution(root: YamlNode): boolean {
  return ['labels', 'annotations'].some(
    (key) => textAt(root, 'metadata', key, 'kustomize.toolkit.fluxcd.io/substitute') === 'disabled',
  );
}

/** The tree with the variables filled in whose values are known. Values stay where they are written. */
export function substitute<T extends YamlNode>(node: T, variables: Variables): T {
  if (node.type === 'sequence') {
    const items = node.items.map((item) => substitute(item, variables));
    return items.every((item, index) => item === node.items[index]) ? node : { ...node, items };
  }
  if (node.type === 'map') {
    const entries = node.entries.map((entry) => {
      const key = substituteText(entry.key, variables);
      if (key === entry.key && !mayHold(entry, partOfVariable)) return entry;
      const value = substitute(entry.value, variables);
      return key === entry.key && value === entry.value ? entry : { ...entry, key, value };
    });
    const isSame = entries.every((entry, index) => entry === node.entries[index]);
    return isSame ? node : { ...node, entries };
  }
  if (node.type !== 'scalar' || typeof node.value !== 'string') return node;
  const value = substituteText(node.value, variables);
  return value === node.value ? node : { ...node, value };
}

/**
 * Fills in variables and defaults, defaults within defaults too; `$${` stands for the text `${`. A variable of which
 * nothing is known stays as it is written (fluxcd/pkg:envsubst/eval_test.go).
 */
function substituteText(text: string, variables: Variables, depth = 0): string {
  if (!text.includes('${') || depth > deepestDefault) return text;
  const ends = endsOfVariables(text);
  let result = '';
  let at = 0;
  for (let start = text.indexOf('${'); start >= 0; start = text.indexOf('${', at)) {
    const isEscaped = start > at && text[start - 1] === '$';
    const end = ends.get(start);
    head.lastIndex = start;
    const match = isEscaped || end === undefined ? null : head.exec(text);
    result += text.slice(at, isEscaped ? start - 1 : start);
    if (!match || end === undefined) {
      result += '${';
      at = start + 2;
      continue;
    }
    const [opening, name = '', operator = ''] = match;
    const fallback = operator === '}' ? undefined : text.slice(start + opening.length, end - 1);
    const value = valueFor(name, operator, variables);
    if (value !== undefined) result += value;
    else if (fallback !== undefined && variables.complete) {
      result += substituteText(fallback, variables, depth + 1);
    } else result += text.slice(start, end);
    at = end;
  }
  return result + text.slice(at);
}

/** With a colon in the operator, an empty value counts as none. */
function valueFor(name: string, operator: string, { values }: Variables): string | undefined {
  const value = values.get(name);
  return value === '' && operator.startsWith(':') ? undefined : value;
}

/** Where each `${` is closed, those within others too. */
function endsOfVariables(text: string): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  const open: number[] = [];
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '}') {
      const start = open.pop();
      if (start !== undefined) ends.set(start, at + 1);
    } else if (text[at] === '$' && text[at + 1] === '{') open.push(at);
  }
  return ends;
}
