import * as nodeFileSystem from 'node:fs';

/** What is used of `node:fs`; tests put something else in its place. */
export type FileSystem = Pick<
  typeof nodeFileSystem,
  'lstatSync' | 'readdirSync' | 'openSync' | 'fstatSync' | 'readSync' | 'closeSync'
> & { readonly promises: Pick<typeof nodeFileSystem.promises, 'open'> };

export const realFileSystem: FileSystem = nodeFileSystem;

/** True for errors that say that there is nothing, which is an answer. */
export function isGone(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'it is gone',
  ENOTDIR: 'it is gone',
  EISDIR: 'it is a directory',
  ENAMETOOLONG: 'its path is too long',
  EMFILE: 'too many files are open',
};

/** Why something could not be read, in a few words. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  if (code && reasons[code]) return reasons[code];
  return error instanceof Error ? error.message : String(error);
}

export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
