import { CharacterReader, type Characters, ignoringCase } from './expression-characters.ts';

/** A regular expression, read. */
export type Expression =
  | { readonly type: 'character'; readonly fits: Characters }
  | { readonly type: 'assertion'; readonly what: Assertion }
  | { readonly type: 'sequence' | 'choice'; readonly parts: readonly Expression[] }
  | {
      readonly type: 'repetition';
      readonly part: Expression;
      readonly least: number;
      /** `undefined` for any number. */
      readonly most: number | undefined;
    };

/** What an expression asks of a place: to be at an end of the text or of a line, or beside a word. */
export type Assertion = 'start' | 'end' | 'line start' | 'line end' | 'boundary' | 'no boundary';

/** More repetitions, and deeper groups, are errors for RE2 as well (go:regexp/syntax/parse.go). */
const mostRepetitions = 1000;
const deepestGroup = 1000;

/** Reads an expression in the syntax of RE2. Throws a `SyntaxError` for what RE2 refuses. */
export function parseExpression(text: string): Expression {
  const parser = new Parser(text);
  const expression = parser.choice();
  if (!parser.isAtEnd) throw new SyntaxError('a bracket that was not opened');
  return expression;
}

class Parser {
  readonly #reader: CharacterReader;
  #depth = 0;
  #ignoresCase = false;
  #isMultiLine = false;
  #dotFitsAll = false;

  constructor(text: string) {
    this.#reader = new CharacterReader(text);
  }

  get isAtEnd(): boolean {
    return this.#reader.isAtEnd;
  }

  choice(): Expression {
    const flags = [this.#ignoresCase, this.#isMultiLine, this.#dotFitsAll] as const;
    const parts = [this.#sequence()];
    while (this.#reader.take('|')) parts.push(this.#sequence());
    [this.#ignoresCase, this.#isMultiLine, this.#dotFitsAll] = flags;
    return { type: 'choice', parts };
  }

  #sequence(): Expression {
    const parts: Expression[] = [];
    while (!this.#reader.isAtEnd && !this.#reader.sees('|') && !this.#reader.sees(')')) {
      const literals = [...(this.#reader.quoted() ?? '')].map((each) => this.#literal(each));
      parts.push(...literals.slice(0, -1), this.#repeated(literals.at(-1) ?? this.#single()));
    }
    return { type: 'sequence', parts };
  }

  #repeated(part: Expression): Expression {
    const times = this.#reader.repetition();
    if (!times) return part;
    if (Math.max(times.least, times.most ?? 0) > mostRepetitions || this.#reader.repetition()) {
      throw new SyntaxError('too many repetitions');
    }
    return { type: 'repetition', part, ...times };
  }

  #single(): Expression {
    const reader = this.#reader;
    if (reader.take('(')) return this.#group();
    if (reader.take('.')) {
      const all = this.#dotFitsAll;
      return { type: 'character', fits: (character) => all || character !== '\n' };
    }
    if (reader.take('^')) return assertion(this.#isMultiLine ? 'line start' : 'start');
    if (reader.take('$')) return assertion(this.#isMultiLine ? 'line end' : 'end');
    if (reader.take('\\A')) return assertion('start');
    if (reader.take('\\z')) return assertion('end');
    if (reader.take('\\b')) return assertion('boundary');
    if (reader.take('\\B')) return assertion('no boundary');
    const fits = reader.characters();
    return { type: 'character', fits: this.#ignoresCase ? ignoringCase(fits) : fits };
  }

  #literal(character: string): Expression {
    const fits = (each: string) => each === character;
    return { type: 'character', fits: this.#ignoresCase ? ignoringCase(fits) : fits };
  }

  /** A group, or flags that hold up to the end of the group around them. */
  #group(): Expression {
    if (++this.#depth > deepestGroup) throw new SyntaxError('groups in groups in groups');
    const before = [this.#ignoresCase, this.#isMultiLine, this.#dotFitsAll] as const;
    const head = this.#reader.groupHead();
    if (head) this.#setFlags(head.flags);
    if (head && !head.opens) {
      this.#depth--;
      return { type: 'sequence', parts: [] };
    }
    const inner = this.choice();
    if (!this.#reader.take(')')) throw new SyntaxError('a bracket that is not closed');
    [this.#ignoresCase, this.#isMultiLine, this.#dotFitsAll] = before;
    this.#depth--;
    return inner;
  }

  #setFlags(flags: string): void {
    const [on = '', off = ''] = flags.split('-');
    for (const [letters, value] of [
      [on, true],
      [off, false],
    ] as const) {
      if (letters.includes('i')) this.#ignoresCase = value;
      if (letters.includes('m')) this.#isMultiLine = value;
      if (letters.includes('s')) this.#dotFitsAll = value;
    }
  }
}

function assertion(what: Assertion): Expression {
  return { type: 'assertion', what };
}
