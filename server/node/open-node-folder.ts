import { fileURLToPath } from 'node:url';
import type { FileSource } from '../host/file-source.ts';
import { NodeFileSource } from './node-file-source.ts';

/** The folder on disk that a URI names; `undefined` if it names none. */
export function openNodeFolder(uri: string): FileSource | undefined {
  const path = pathOf(uri);
  return path === undefined ? undefined : new NodeFileSource(path);
}

/** `undefined` for what is no path on this system, such as a path of Windows anywhere else. */
function pathOf(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
  } catch {
    return undefined;
  }
}
