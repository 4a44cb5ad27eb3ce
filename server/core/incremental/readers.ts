import type { Node } from './node.ts';

/** Who reads a node. Most nodes have one reader and nearly all others a few, so that only many of them make up a set. */
export type Readers = Node | readonly Node[] | Set<Node> | undefined;

/** The longest list of readers that is looked through. */
const few = 8;

/** The readers with one more, who may be among them. */
export function withReader(readers: Readers, reader: Node): Readers {
  if (!readers) return reader;
  if (readers instanceof Set) return readers.add(reader);
  if (!isList(readers)) return readers === reader ? reader : [readers, reader];
  if (readers.includes(reader)) return readers;
  return readers.length < few ? [...readers, reader] : new Set(readers).add(reader);
}

/** The readers without one, who need not be among them. */
export function withoutReader(readers: Readers, reader: Node): Readers {
  if (!readers || readers === reader) return undefined;
  if (readers instanceof Set) {
    readers.delete(reader);
    return readers.size > 0 ? readers : undefined;
  }
  if (!isList(readers) || !readers.includes(reader)) return readers;
  const others = readers.filter((each) => each !== reader);
  return others.length > 1 ? others : others[0];
}

function isList(readers: Node | readonly Node[]): readers is readonly Node[] {
  return Array.isArray(readers);
}
