/** Paths whose content on disk is no longer what we know. Collects events until somebody has time to read. */
export class StalePaths {
  readonly #changed = new Set<string>();
  readonly #deleted = new Set<string>();

  get isEmpty(): boolean {
    return this.#changed.size === 0 && this.#deleted.size === 0;
  }

  addChanged(path: string): void {
    this.#changed.add(path);
  }

  /** Whatever changed below a deleted path before is gone with it. */
  addDeleted(path: string): void {
    for (const changed of this.#changed) {
      if (changed === path || changed.startsWith(`${path}/`)) this.#changed.delete(changed);
    }
    this.#deleted.add(path);
  }

  /** What to forget and then what to read; a path that came back after it was deleted is in both. */
  take(): { readonly toForget: readonly string[]; readonly toRead: readonly string[] } {
    const taken = { toForget: [...this.#deleted], toRead: outermost(this.#changed) };
    this.#changed.clear();
    this.#deleted.clear();
    return taken;
  }
}

/** Tells whether a path is one of some paths or lies below one of them; the empty path is above all. */
export function belowAny(ancestors: Iterable<string>): (path: string) => boolean {
  const known = new Set(ancestors);
  if (known.size <= few) {
    const starts = [...known].map((path) => (path === '' ? '' : `${path}/`));
    return (path) => known.has(path) || starts.some((start) => path.startsWith(start));
  }
  return (path) => {
    if (known.has('') || known.has(path)) return true;
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      if (known.has(path.slice(0, at))) return true;
    }
    return false;
  };
}

/** So few paths are compared one by one, which is quicker than to look at all that a path lies in. */
const few = 8;

/** The paths that lie in no other of them. */
function outermost(paths: ReadonlySet<string>): readonly string[] {
  if (paths.has('')) return [''];
  const isBelow = belowAny(paths);
  return [...paths].filter((path) => {
    const slash = path.lastIndexOf('/');
    return slash < 0 || !isBelow(path.slice(0, slash));
  });
}
