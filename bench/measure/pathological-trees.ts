import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A folder that is bad for whoever walks it. `isLarge` takes a while to make. */
export interface PathologicalTree {
  readonly name: string;
  readonly isLarge?: boolean;
  readonly make: (folder: string) => void;
}

export const pathologicalTrees: readonly PathologicalTree[] = [
  {
    name: 'a kustomization that takes in itself',
    make: files({ 'a/kustomization.yaml': 'resources: [.]\n' }),
  },
  {
    name: 'a component that is its own',
    make: files({ 'a/kustomization.yaml': 'kind: Component\ncomponents: [../a]\n' }),
  },
  {
    name: 'two kustomizations that take in each other',
    make: files({
      'a/kustomization.yaml': 'resources: [../b]\n',
      'b/kustomization.yaml': 'resources: [../a]\n',
    }),
  },
  {
    name: 'Flux Kustomizations that deliver each other',
    make: files({ 'a/sync.yaml': delivering('a', './b'), 'b/sync.yaml': delivering('b', './a') }),
  },
  {
    name: '40 kustomizations that take in the next one twice',
    make: files(
      Object.fromEntries(
        Array.from({ length: 40 }, (_, index) => [
          `k${index}/kustomization.yaml`,
          `resources: [../k${index + 1}, ../k${index + 1}/.]\n`,
        ]),
      ),
    ),
  },
  {
    name: 'links in a circle, and out of the folder',
    make: (folder) => {
      files({ 'a/b.yaml': delivering('a', './a') })(folder);
      symlinkSync('.', join(folder, 'a', 'self'));
      symlinkSync('../a', join(folder, 'a', 'circle'));
      symlinkSync('/', join(folder, 'a', 'outside'));
    },
  },
  {
    name: 'names that are no UTF-8',
    make: (folder) => {
      files({ 'a.yaml': delivering('a', './a') })(folder);
      const name = Buffer.concat([
        Buffer.from(`${folder}/b`),
        Buffer.from([0xff, 0xfe]),
        Buffer.from('.yaml'),
      ]);
      writeFileSync(name, delivering('b', './b'));
    },
  },
  {
    name: 'one line of ten million characters',
    make: (folder) => files({ 'a.yaml': `a: ${'x'.repeat(10_000_000)}\n` })(folder),
  },
  {
    name: 'folders 400 deep',
    make: (folder) => files({ [`${'d/'.repeat(400)}a.yaml`]: delivering('a', './a') })(folder),
  },
  {
    name: '100,000 empty files',
    isLarge: true,
    make: (folder) => {
      for (let at = 0; at < 100_000; at++) {
        if (at % 1000 === 0) mkdirSync(join(folder, `d${at / 1000}`), { recursive: true });
        writeFileSync(join(folder, `d${Math.floor(at / 1000)}`, `${at}.yaml`), '');
      }
    },
  },
];

/** Makes the folder anew. Systems that cannot have such files throw. */
export function makeTree(tree: PathologicalTree, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  tree.make(folder);
}

function files(texts: Readonly<Record<string, string>>): (folder: string) => void {
  return (folder) => {
    for (const [path, text] of Object.entries(texts)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  };
}

function delivering(name: string, path: string): string {
  return `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: ${name}\n  namespace: flux-system\nspec:\n  path: ${path}\n  sourceRef:\n    kind: GitRepository\n    name: flux-system\n`;
}
