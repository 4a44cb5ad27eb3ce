/** Counts things, and says when one comes or goes. */
export class Counts<T> {
  readonly #counts = new Map<T, number>();

  has(thing: T): boolean {
    return this.#counts.has(thing);
  }

  of(thing: T): number {
    return this.#counts.get(thing) ?? 0;
  }

  /** Adds to a count; true if the thing was not there before, or is not any more. */
  add(thing: T, by: number): boolean {
    const before = this.#counts.get(thing) ?? 0;
    const now = before + by;
    if (now > 0) this.#counts.set(thing, now);
    else this.#counts.delete(thing);
    return before > 0 !== now > 0;
  }
}
