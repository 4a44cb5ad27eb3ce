import { textAt, type YamlNode } from '../yaml/node.ts';

/** What the variables of `postBuild` are, as far as the repository tells. */
export interface Variables {
  readonly values: ReadonlyMap<string, string>;
  /** False where a variable that is not among the values may still have one. */
  readonly complete: boolean;
}

const variable = /\$(\$?)\{([A-Za-z_]\w*)(?:(:?[-=])([^}]*))?\}/g;

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

function substituteText(text: string, { values, complete }: Variables): string {
  if (!text.includes('${')) return text;
  return text.replace(variable, (whole, dollar: string, name: string, operator, fallback) => {
    if (dollar) return whole.slice(1);
    const value = values.get(name);
    if (value !== undefined && (value !== '' || !operator?.startsWith(':'))) return value;
    return operator && complete ? String(fallback) : whole;
  });
}
