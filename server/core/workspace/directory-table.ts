import { sameList } from '../incremental/same.ts';
import type { FilePath } from '../text/span.ts';
import { type DirectoryPath, directoryOf } from './path.ts';
import type { Directory, FileChanges } from './snapshot.ts';

/** Which files and sub-directories each directory has, both sorted. Directories without files are none. */
export class DirectoryTable {
  readonly #directories = new Map<DirectoryPath, Directory>();

  get directories(): ReadonlyMap<DirectoryPath, Directory> {
    return this.#directories;
  }

  /** Takes in files that came or went, and returns the directories that are different now. */
  update(changes: FileChanges): ReadonlySet<DirectoryPath> {
    const touched = new Map<DirectoryPath, { files: Set<FilePath>; directories: Set<string> }>();
    const touch = (path: DirectoryPath) => {
      let sets = touched.get(path);
      if (!sets) {
        const { files = [], directories = [] } = this.#directories.get(path) ?? {};
        sets = { files: new Set(files), directories: new Set(directories) };
        touched.set(path, sets);
      }
      return sets;
    };
    const enter = (path: DirectoryPath) => {
      for (let at = path; at !== ''; at = directoryOf(at)) {
        const { directories } = touch(directoryOf(at));
        if (directories.has(at)) break;
        directories.add(at);
      }
    };
    const leave = (path: DirectoryPath) => {
      for (let at = path; at !== ''; at = directoryOf(at)) {
        const { files, directories } = touch(at);
        if (files.size > 0 || directories.size > 0) break;
        touch(directoryOf(at)).directories.delete(at);
      }
    };
    for (const [file, facts] of changes) {
      const directory = directoryOf(file);
      const { files } = touch(directory);
      if (facts) {
        files.add(file);
        enter(directory);
      } else {
        files.delete(file);
        leave(directory);
      }
    }
    return this.#store(touched);
  }

  #store(
    touched: ReadonlyMap<DirectoryPath, { files: Set<FilePath>; directories: Set<string> }>,
  ): ReadonlySet<DirectoryPath> {
    const changed = new Set<DirectoryPath>();
    for (const [path, sets] of touched) {
      const [files, directories] = [[...sets.files].sort(), [...sets.directories].sort()];
      const before = this.#directories.get(path);
      if (before && sameList(before.files, files) && sameList(before.directories, directories))
        continue;
      changed.add(path);
      if (files.length > 0 || directories.length > 0) {
        this.#directories.set(path, { files, directories });
      } else this.#directories.delete(path);
    }
    return changed;
  }
}
