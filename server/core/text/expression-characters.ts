/** Tells whether a character belongs to a set. */
export type Characters = (character: string) => boolean;

/** How often something is repeated; `most` is `undefined` for any number. */
interface Times {
  readonly least: number;
  readonly most: number | undefined;
}

/** Reads the small parts of a regular expression, in the syntax of RE2 (go:regexp/syntax/doc.go). */
export class CharacterReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  sees(text: string): boolean {
    return this.#text.startsWith(text, this.#at);
  }

  take(text: string): boolean {
    if (!this.sees(text)) return false;
    this.#at += text.length;
    return true;
  }

  /** What stands between `\Q` and `\E`. */
  quoted(): string | undefined {
    return this.#match(/\\Q((?:(?!\\E)[\s\S])*)(?:\\E)?/y)?.[1];
  }

  /** Flags at the beginning of a group; `opens` is false where they are all there is between the brackets. */
  groupHead(): { readonly flags: string; readonly opens: boolean } | undefined {
    if (this.#match(/\?P?<\w+>/y)) return undefined;
    const [, flags = '', end] = this.#match(/\?([imsU]*(?:-[imsU]+)?)([:)])/y) ?? [];
    if (end) return { flags, opens: end === ':' };
    if (this.sees('?')) throw new SyntaxError('an unknown kind of group');
    return undefined;
  }

  /** `*`, `+`, `?` or `{n,m}`; whether it is greedy makes no difference to what fits. */
  repetition(): Times | undefined {
    const [, sign, least = '', comma, most = ''] =
      this.#match(/(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/y) ?? [];
    if (sign === '?') return { least: 0, most: 1 };
    if (sign) return { least: sign === '*' ? 0 : 1, most: undefined };
    if (least === '') return undefined;
    const times = { least: Number(least), most: comma ? undefined : Number(least) };
    if (most === '') return times;
    if (!comma || Number(most) < times.least) throw new SyntaxError('a wrong repetition');
    return { ...times, most: Number(most) };
  }

  /** A character, or a set of them. */
  characters(): Characters {
    if (this.take('[')) return this.#class();
    const set = this.#escapedSet();
    if (set) return set;
    if (this.#match(/[*+?]/y)) throw new SyntaxError('nothing to repeat');
    const character = this.#character();
    return (each) => each === character;
  }

  #class(): Characters {
    const isNegated = this.take('^');
    const sets: Characters[] = [];
    do {
      if (this.isAtEnd) throw new SyntaxError('a set that is not closed');
      sets.push(this.#posixSet() ?? this.#escapedSet() ?? this.#range());
    } while (!this.take(']'));
    return (each) => sets.some((fits) => fits(each)) !== isNegated;
  }

  #range(): Characters {
    const first = this.#character();
    const isRange = this.sees('-') && !this.sees('-]') && this.take('-');
    const last = isRange ? this.#character() : first;
    const [from, to] = [codeOf(first), codeOf(last)];
    if (to < from) throw new SyntaxError('a range that runs backwards');
    return (each) => from <= codeOf(each) && codeOf(each) <= to;
  }

  #posixSet(): Characters | undefined {
    const [, not, name = ''] = this.#match(/\[:(\^?)(\w+):\]/y) ?? [];
    if (name === '') return undefined;
    const set = posixSets.get(name);
    if (!set) throw new SyntaxError('an unknown set');
    return (each) => set.test(each) !== (not === '^');
  }

  #escapedSet(): Characters | undefined {
    const [, letter] = this.#match(/\\([dDsSwW])/y) ?? [];
    const set = letter && escapedSets.get(letter.toLowerCase());
    if (set) return (each) => set.test(each) !== (letter !== letter.toLowerCase());
    const [, sign, not, long, short] = this.#match(/\\([pP])(?:\{(\^?)(\w+)\}|(\w))/y) ?? [];
    if (!sign) return undefined;
    const property = propertySet(long ?? short ?? '');
    return (each) => property.test(each) !== ((sign === 'P') !== (not === '^'));
  }

  /** One character, which may be written with a backslash. */
  #character(): string {
    if (!this.sees('\\')) {
      const character = this.#match(/[\s\S]/uy)?.[0];
      if (character === undefined) throw new SyntaxError('the expression ends early');
      return character;
    }
    const [, letter, hex, digits, octal, sign] =
      this.#match(
        /\\(?:([aftnrv])|x(?:([\dA-Fa-f]{2})|\{([\dA-Fa-f]{1,6})\})|(0[0-7]{0,2}|[1-7][0-7]{1,2})|([^\w\s]))/uy,
      ) ?? [];
    if (letter) return letters.get(letter) ?? '';
    if (sign) return sign;
    const code = octal ? Number.parseInt(octal, 8) : Number.parseInt(hex ?? digits ?? '', 16);
    if (!(code <= 0x10ffff)) throw new SyntaxError('an unknown escape');
    return String.fromCodePoint(code);
  }

  #match(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.#at;
    const found = expression.exec(this.#text);
    this.#at += found?.[0].length ?? 0;
    return found ?? undefined;
  }
}

/** The same set, with small and capital letters alike. */
export function ignoringCase(fits: Characters): Characters {
  return (each) => fits(each) || fits(each.toLowerCase()) || fits(each.toUpperCase());
}

/** True for what `\w` fits, and so makes words. */
export function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && /^\w$/.test(character);
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}

const letters: ReadonlyMap<string, string> = new Map([
  ['a', '\x07'],
  ['f', '\f'],
  ['t', '\t'],
  ['n', '\n'],
  ['r', '\r'],
  ['v', '\v'],
]);

/** For RE2 these are sets of ASCII. */
const escapedSets: ReadonlyMap<string, RegExp> = new Map([
  ['d', /^[0-9]$/],
  ['s', /^[\t\n\f\r ]$/],
  ['w', /^[0-9A-Za-z_]$/],
]);

const posixSets: ReadonlyMap<string, RegExp> = new Map([
  ['alnum', /^[0-9A-Za-z]$/],
  ['alpha', /^[A-Za-z]$/],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what the set holds.
  ['ascii', /^[\x00-\x7f]$/],
  ['blank', /^[\t ]$/],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what the set holds.
  ['cntrl', /^[\x00-\x1f\x7f]$/],
  ['digit', /^[0-9]$/],
  ['graph', /^[!-~]$/],
  ['lower', /^[a-z]$/],
  ['print', /^[ -~]$/],
  ['punct', /^[!-/:-@[-`{-~]$/],
  ['space', /^[\t\n\v\f\r ]$/],
  ['upper', /^[A-Z]$/],
  ['word', /^[0-9A-Za-z_]$/],
  ['xdigit', /^[0-9A-Fa-f]$/],
]);

/** A category such as `Lu`, or a script such as `Greek`; throws a `SyntaxError` for what Unicode does not know. */
function propertySet(name: string): RegExp {
  if (name === 'Any') return /^[\s\S]$/u;
  const property = name.length <= 2 ? name : `Script=${name}`;
  return new RegExp(`^\\p{${property}}$`, 'u');
}
