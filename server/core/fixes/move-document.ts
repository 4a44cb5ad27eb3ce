import type { FleetObject } from '../fleet/fleet.ts';
import type { KustomizationFile } from '../fleet/kustomization-files.ts';
import type { FilePath } from '../text/span.ts';
import { creationBeside, type TextEdit } from '../text/text-edit.ts';
import { directoryOf, relativePath, resolvePath } from '../workspace/path.ts';
import { cutDocument } from '../yaml/document-edit.ts';
import { textOf, valueAt } from '../yaml/node.ts';
import { insertItem, removeItem } from '../yaml/sequence-edit.ts';
import { type Fix, fix, type Texts } from './fix.ts';

/** What moving a document needs to know of the workspace. */
export interface Workplace extends Texts {
  kustomizationIn(directory: string): KustomizationFile | undefined;
}

/**
 * Moves the document of an object into a new file, and keeps the `kustomization.yaml` of both directories in step. None
 * if the file is there already, or if one of the lists cannot be edited.
 */
export function moveDocument(
  workplace: Workplace,
  { origin }: FleetObject,
  to: FilePath,
  title: string,
): Fix | undefined {
  const text = workplace.textOf(origin.file);
  if (workplace.textOf(to) !== '' || text === '') return undefined;
  const { yaml, edit } = cutDocument(text, origin.span);
  const creation = creationBeside(text, to, yaml);
  const listed = listIn(workplace, to);
  if (edit) return fix(title, [edit, ...listed], { creations: [creation] });
  const delisted = delist(workplace, origin.file);
  return fix(title, [...delisted, ...listed], { creations: [creation], deletions: [origin.file] });
}

/** Takes the document of an object out of its file, and the file out of the lists if nothing is left in it. */
export function removeDocument(
  workplace: Workplace,
  { origin }: FleetObject,
  title: string,
): Fix | undefined {
  const text = workplace.textOf(origin.file);
  if (text === '') return undefined;
  const { edit } = cutDocument(text, origin.span);
  if (edit) return fix(title, [edit]);
  return fix(title, delist(workplace, origin.file), { deletions: [origin.file] });
}

/** The edits that add a file to the resources of its directory's kustomization; none where the directory has none. */
export function listIn(workplace: Workplace, file: FilePath): readonly (TextEdit | undefined)[] {
  const kustomization = workplace.kustomizationIn(directoryOf(file));
  if (!kustomization) return [];
  const list = valueAt(kustomization.root, 'resources');
  if (list?.type !== 'sequence') return [undefined];
  const entry = relativePath(kustomization.directory, file);
  return [insertItem(workplace.textOf(kustomization.file), list, entry)];
}

/** The edits that take a file out of the resources of its directory's kustomization. */
function delist(workplace: Workplace, file: FilePath): readonly (TextEdit | undefined)[] {
  const kustomization = workplace.kustomizationIn(directoryOf(file));
  if (!kustomization) return [];
  const list = valueAt(kustomization.root, 'resources');
  if (list?.type !== 'sequence') return [undefined];
  const index = list.items.findIndex(
    (item) => resolvePath(kustomization.directory, textOf(item) ?? '') === file,
  );
  return [removeItem(workplace.textOf(kustomization.file), list, index)];
}
