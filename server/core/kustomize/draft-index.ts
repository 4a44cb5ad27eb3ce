import { type Draft, type DraftId, firstTwin, idOf, idString, idsOf } from './draft.ts';

/** What is wanted of a draft, each exactly; `undefined` where anything will do. */
export interface Wanted {
  readonly name: string | undefined;
  readonly kind: string | undefined;
}

/** What is remembered of a list of drafts. */
interface Index {
  /**
   * Positions by the names and kinds that the drafts have or had. Shared with the lists that came of this one, so that
   * some positions may be too many; who asks looks at the drafts in any case.
   */
  readonly positions: Map<string, Set<number>>;
  /** `undefined` until somebody asks. */
  twin: { readonly id: DraftId | undefined } | undefined;
}

const indexes = new WeakMap<readonly Draft[], Index>();

/** The positions of the drafts that may be what is wanted, in their order. A thousand patches of a thousand objects ask this. */
export function positionsOf(drafts: readonly Draft[], { name, kind }: Wanted): Iterable<number> {
  if (name === undefined && kind === undefined) return drafts.keys();
  const { positions } = indexOf(drafts);
  const key = name === undefined ? `kind ${kind}` : `name ${name}`;
  return [...(positions.get(key) ?? [])].sort((a, b) => a - b);
}

/** The identity that two of the drafts share; `undefined` where all differ. */
export function twinIn(drafts: readonly Draft[]): DraftId | undefined {
  const index = indexOf(drafts);
  index.twin ??= { id: firstTwin(drafts) };
  return index.twin.id;
}

/** The list with other drafts at some positions; what is known of the others stays known. */
export function withChanged(
  drafts: readonly Draft[],
  changed: ReadonlyMap<number, Draft>,
): readonly Draft[] {
  if (changed.size === 0) return drafts;
  const result = [...drafts];
  const { positions, twin } = indexOf(drafts);
  let isSame = true;
  for (const [position, draft] of changed) {
    const before = drafts[position];
    isSame &&= before !== undefined && idString(idOf(before)) === idString(idOf(draft));
    result[position] = draft;
    enter(positions, draft, position);
  }
  indexes.set(result, { positions, twin: isSame ? twin : undefined });
  return result;
}

/** The list with one more draft at its end. */
export function withAdded(drafts: readonly Draft[], added: Draft): readonly Draft[] {
  return withChanged(drafts, new Map([[drafts.length, added]]));
}

function indexOf(drafts: readonly Draft[]): Index {
  let index = indexes.get(drafts);
  if (!index) {
    const positions = new Map<string, Set<number>>();
    for (const [position, draft] of drafts.entries()) enter(positions, draft, position);
    index = { positions, twin: undefined };
    indexes.set(drafts, index);
  }
  return index;
}

function enter(positions: Index['positions'], draft: Draft, position: number): void {
  for (const { name, kind } of idsOf(draft)) {
    for (const key of [`name ${name}`, `kind ${kind}`]) {
      const known = positions.get(key);
      if (known) known.add(position);
      else positions.set(key, new Set([position]));
    }
  }
}
