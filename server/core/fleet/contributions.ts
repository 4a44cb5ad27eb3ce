import { KeyedLists } from '../incremental/keyed-lists.ts';
import { sameFields } from '../incremental/same.ts';
import type { GroupKind } from '../manifest/kind.ts';
import { type Engine, engineOf } from '../workspace/engine.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { FleetObject } from './fleet.ts';
import { forEachObject } from './object-effects.ts';
import { inOrder } from './object-store.ts';

/**
 * Something that every object of some kinds may have to say, by key. Unlike what `ObjectKeys` says, it may depend on
 * anything in the model: an object is asked again when that changes. So what follows from all objects together is kept
 * up to date by asking the few of them for whom something has changed.
 */
export interface Contributions<K, V> {
  /** Objects of all kinds if not given. */
  readonly kinds?: readonly GroupKind[];
  /** One of `levels`. */
  readonly level: number;
  readonly of: (snapshot: Snapshot, object: FleetObject) => readonly Contribution<K, V>[];
}

/** One thing that an object says. */
export interface Contribution<K, V> {
  readonly key: K;
  readonly value: V;
}

/** One thing that was said, and by what. */
export interface Contributed<V> {
  readonly by: FleetObject;
  readonly value: V;
}

/** All that was said for a key, in the order of the objects. */
export function contributed<K, V>(
  snapshot: Snapshot,
  contributions: Contributions<K, V>,
  key: K,
): readonly Contributed<V>[] {
  return listsOf(snapshot, contributions).get(key);
}

/** The keys for which something was said. */
export function contributedKeys<K, V>(
  snapshot: Snapshot,
  contributions: Contributions<K, V>,
): ReadonlySet<K> {
  return listsOf(snapshot, contributions).keys();
}

function listsOf<K, V>(snapshot: Snapshot, contributions: Contributions<K, V>) {
  return engineOf(snapshot).service(collect<K, V>, contributions);
}

interface Entry<V> extends Contributed<V> {
  /** Among all that the object says. */
  readonly position: number;
}

function collect<K, V>(
  engine: Engine,
  { kinds, level, of }: Contributions<K, V>,
): KeyedLists<K, Entry<V>> {
  const lists = new KeyedLists<K, Entry<V>>(engine.graph, level + 1, inOrderOfObjects);
  const entriesOf = (by: FleetObject): readonly Keyed<K, V>[] =>
    of(engine.view, by).map(({ key, value }, position) => ({
      key,
      entry: { by, value, position },
    }));
  forEachObject(engine, {
    kinds,
    level,
    compute: entriesOf,
    apply: (now = [], before = []) => {
      for (const { key, entry } of before) lists.remove(key, entry);
      for (const { key, entry } of now) lists.add(key, entry);
    },
    same: saysTheSame,
  });
  return lists;
}

interface Keyed<K, V> {
  readonly key: K;
  readonly entry: Entry<V>;
}

function inOrderOfObjects(a: Entry<unknown>, b: Entry<unknown>): number {
  return inOrder(a.by, b.by) || a.position - b.position;
}

function saysTheSame(
  before: readonly Keyed<unknown, unknown>[],
  now: readonly Keyed<unknown, unknown>[],
): boolean {
  return (
    before.length === now.length &&
    before.every((each, index) => {
      const other = now[index];
      return each.key === other?.key && sameFields(each.entry.value, other?.entry.value);
    })
  );
}
