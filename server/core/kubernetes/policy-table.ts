import type { PolicyRule } from './policy-rule.ts';

/** The verbs that look, as tables write them. */
export const read = 'get list watch';

/** The verbs that change something. */
export const write = 'create delete deletecollection patch update';

/** Reads a table of rules, one a line: an API group, resources, an equals sign, verbs. */
export function policyTable(text: string): readonly PolicyRule[] {
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [what = '', verbs = ''] = line.trim().split(' = ');
      const [group = '', ...resources] = what.split(' ');
      return {
        verbs: verbs.split(' '),
        apiGroups: [group === '(core)' ? '' : group],
        resources,
        resourceNames: undefined,
        nonResourceURLs: [],
        isOpen: false,
        node: undefined,
      };
    });
}
