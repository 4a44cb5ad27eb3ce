import { type FileSystem, realFileSystem } from '../../server/node/file-system.ts';

type Refusable = 'readdirSync' | 'openSync' | 'lstatSync';

/** The disk, except that a call fails for every path with a certain end. */
export function diskThatRefuses(call: Refusable, end: string, code = 'EACCES'): FileSystem {
  const handler: ProxyHandler<FileSystem[Refusable]> = {
    apply(target, self, args) {
      if (String(args[0]).endsWith(end)) throw Object.assign(new Error(code), { code });
      return Reflect.apply(target, self, args);
    },
  };
  return { ...realFileSystem, [call]: new Proxy(realFileSystem[call], handler) };
}
