import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { isWorkspaceFile, type Snapshot, tenantViews, Workspace } from '../../server/core/index.ts';

/** A snapshot of all files below a directory that a workspace reads. */
export function readWorkspace(directory: string): Snapshot {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .filter(isWorkspaceFile);
  return new Workspace().applyChanges(
    files.map((file) => ({
      file: file.split(sep).join('/'),
      text: readFileSync(join(directory, file), 'utf8'),
    })),
  );
}

/** Each tenant as "name(confidence): namespaces". */
export function tenantLines(snapshot: Snapshot): readonly string[] {
  return tenantViews(snapshot).map(
    ({ name, confidence, namespaces }) =>
      `${name}(${confidence}): ${namespaces.map((each) => each.name).join(' ')}`,
  );
}
