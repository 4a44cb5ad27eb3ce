import { expect, test } from 'vitest';
import { analyze, Workspace } from '../../server/core/index.ts';

function waiting(name: string, ...others: readonly string[]): string {
  const dependsOn = others.map((other) => `{name: ${other}}`).join(', ');
  return `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: ${name}, namespace: flux-system}
spec: {path: ./none, sourceRef: {kind: GitRepository, name: fleet}, dependsOn: [${dependsOn}]}
---
`;
}

function cyclesIn(...kustomizations: readonly string[]): readonly string[] {
  const workspace = new Workspace();
  workspace.applyChanges([{ file: 'fleet.yaml', text: tenant + kustomizations.join('') }]);
  return [...analyze(workspace.snapshot).diagnostics.values()]
    .flat()
    .filter(({ rule }) => rule === 'depends-on-cycle')
    .map(({ message }) => message);
}

/** The rule speaks where there are tenants. */
const tenant = `apiVersion: v1
kind: Namespace
metadata: {name: dev, labels: {toolkit.fluxcd.io/tenant: dev}}
---
`;

/** Each waits for the next. */
function row(length: number, last: string): readonly string[] {
  return Array.from({ length }, (_, index) =>
    waiting(`k${index}`, index === length - 1 ? last : `k${index + 1}`),
  );
}

test.each([10, 64, 65, 300])('a circle of %i is told of once', (length) => {
  const messages = cyclesIn(...row(length, 'k0'));
  expect(messages).toHaveLength(1);
  expect(messages[0]).toContain('Kustomization `k0` waits for Kustomization `k1`');
});

test.each([10, 63, 300])('a circle behind a row of %i is told of once', (length) => {
  const messages = cyclesIn(...row(length, 'a'), waiting('a', 'b'), waiting('b', 'a'));
  expect(messages).toEqual([
    'Kustomization `a` waits for Kustomization `b`, which waits for Kustomization `a` again',
  ]);
});

test('a long row without a circle is fine', () => {
  expect(cyclesIn(...row(2000, 'outside'), waiting('outside'))).toEqual([]);
});
