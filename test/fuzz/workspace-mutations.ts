import { anyDelivery, anyKustomization } from './kustomizations.ts';
import type { Random } from './random.ts';
import { mutateText } from './text-mutations.ts';
import { mutateTree } from './tree-mutations.ts';
import type { Words } from './words.ts';

type Files = Map<string, string>;

type WorkspaceMutation = (files: Files, random: Random, words: Words) => void;

/** Changes a workspace at one place or a few: what is in its files, or which there are. */
export function mutateWorkspace(files: Files, random: Random, words: Words): void {
  for (let rounds = random.between(1, 4); rounds > 0; rounds--) {
    const mutate = random.chance(80) ? mutateFile : random.one(mutations);
    mutate(files, random, words);
  }
}

/** Half of the mutants are still YAML, so that they get beyond the parser. */
function mutateFile(files: Files, random: Random, words: Words): void {
  const file = random.any([...files.keys()]);
  const text = files.get(file ?? '');
  if (file === undefined || text === undefined) return;
  const changed = random.chance(65) ? mutateTree(text, random, words) : undefined;
  files.set(file, changed ?? mutateText(text, random, words));
}

const specialNames: readonly string[] = [
  ...['kustomization.yaml', 'kustomization.yml', 'Kustomization', '.sourceignore', 'Chart.yaml'],
  ...['.flux-tenancy.yaml', 'gotk-components.yaml', 'values.yaml', 'ä ö.yaml', 'a/__proto__.yaml'],
];

const mutations: readonly WorkspaceMutation[] = [
  moveDocument,
  moveDocument,
  (files, random) => files.delete(random.any([...files.keys()]) ?? ''),
  (files, random) => rename(files, random, random.one(specialNames)),
  (files, random) => rename(files, random, random.any([...files.keys()]) ?? 'a.yaml'),
  (files, random) => {
    const file = random.any([...files.keys()]) ?? 'a.yaml';
    files.set(`${random.one(['a', 'b', 'copy'])}/${file}`, files.get(file) ?? '');
  },
  addKustomization,
  addKustomization,
  addKustomization,
  (files, random, words) => {
    const name = `${random.one(['sync', 'more', 'clusters/a'])}.yaml`;
    files.set(name, anyDelivery(pathsIn(files), random, words));
  },
  (files, random, words) =>
    files.set(`${random.below(3)}.yaml`, random.any(words.documents) ?? 'a: b'),
];

function addKustomization(files: Files, random: Random, words: Words): void {
  const paths = pathsIn(files);
  const directory = random.any(paths.filter((path) => !/\.ya?ml$/.test(path))) ?? 'a';
  const file = directory === '.' ? 'kustomization.yaml' : `${directory}/kustomization.yaml`;
  files.set(file, anyKustomization(paths, random, words));
}

function moveDocument(files: Files, random: Random): void {
  const [from, to = from] = random.shuffled([...files.keys()]);
  if (from === undefined || to === undefined) return;
  const documents = (files.get(from) ?? '').split(/^---$/m);
  const [moved = ''] = documents.splice(random.below(documents.length), 1);
  files.set(from, documents.join('---'));
  files.set(to, `${files.get(to) ?? ''}\n---\n${moved}`);
}

function rename(files: Files, random: Random, name: string): void {
  const file = random.any([...files.keys()]);
  const text = files.get(file ?? '');
  if (file === undefined || text === undefined) return;
  files.delete(file);
  files.set(random.chance(70) ? file.replace(/[^/]*$/, name) : name, text);
}

/** All files and directories of a workspace, as a kustomization at its root names them. */
function pathsIn(files: Files): readonly string[] {
  const paths = new Set<string>(['.']);
  for (const file of files.keys()) {
    const names = file.split('/');
    for (const [index] of names.entries()) paths.add(names.slice(0, index + 1).join('/'));
  }
  return [...paths];
}
