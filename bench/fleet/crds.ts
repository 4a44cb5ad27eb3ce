import { type Dice, nouns } from './dice.ts';

/** CustomResourceDefinitions as operators ship them: few files, and most of the bytes of a repository. */
const sizes: Readonly<Record<string, number>> = {
  'cert-manager': 1e6,
  monitoring: 2e6,
  gateway: 1.5e6,
  crossplane: 5e6,
};

/** The texts of the CRD files by name; together 9.5 million characters and a little more. */
export function definitionFiles(dice: Dice): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  let made = 0;
  for (const [name, size] of Object.entries(sizes)) {
    let text = '';
    while (text.length < size) text += definition(dice, made++);
    files.set(name, text);
  }
  return files;
}

function definition(dice: Dice, index: number): string {
  const noun = dice.pick(nouns);
  const kind = `${noun.slice(0, 1).toUpperCase()}${noun.slice(1)}${index}`;
  return `---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  annotations:
    controller-gen.kubebuilder.io/version: v0.16.1
  name: ${noun}${index}s.platform.example.com
spec:
  group: platform.example.com
  names:
    kind: ${kind}
    listKind: ${kind}List
    plural: ${noun}${index}s
    singular: ${noun}${index}
  scope: Namespaced
  versions:
  - name: v1
    schema:
      openAPIV3Schema:
        description: ${dice.sentence(8)}
        properties:
          spec:
            properties:
${properties(dice, 4, '              ')}            type: object
        type: object
    served: true
    storage: true
    subresources:
      status: {}
`;
}

function properties(dice: Dice, depth: number, indent: string): string {
  let text = '';
  const count = dice.between(4, 9);
  for (let index = 0; index < count; index++) {
    const suffix = dice.pick(['Ref', 'Name', 'Policy', 'Spec', 'List', 'Selector', '']);
    text += `${indent}${dice.pick(nouns)}${suffix}${index}:\n${description(dice, indent)}`;
    const isObject = depth > 0 && dice.chance(0.45);
    text += isObject ? nested(dice, depth, indent) : leaf(dice, indent);
  }
  return text;
}

function description(dice: Dice, indent: string): string {
  if (dice.chance(0.5)) return `${indent}  description: ${dice.sentence(dice.between(8, 11))}\n`;
  const lines = Array.from(
    { length: dice.between(2, 5) },
    () => `${indent}    ${dice.sentence(dice.between(9, 14))}\n`,
  );
  return `${indent}  description: |-\n${lines.join('')}`;
}

function nested(dice: Dice, depth: number, indent: string): string {
  const inner = properties(dice, depth - 1, `${indent}    `);
  const required = dice.chance(0.3) ? `${indent}  required:\n${indent}  - name\n` : '';
  return `${indent}  properties:\n${inner}${required}${indent}  type: object\n`;
}

function leaf(dice: Dice, indent: string): string {
  const type = dice.pick(['string', 'integer', 'boolean', 'array']);
  if (type === 'array') {
    return `${indent}  items:\n${indent}    type: string\n${indent}  maxItems: 16\n${indent}  type: array\n`;
  }
  if (type !== 'string' || dice.chance(0.7)) return `${indent}  type: ${type}\n`;
  return `${indent}  enum:\n${indent}  - A\n${indent}  - "B"\n${indent}  pattern: ^[a-z0-9]([-a-z0-9]*[a-z0-9])?$\n${indent}  type: string\n`;
}
