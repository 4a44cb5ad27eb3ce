import { type Characters, isWordCharacter } from './expression-characters.ts';
import { type Assertion, type Expression, parseExpression } from './expression-tree.ts';

/** One step of the machine; `next` is the number of the step after it. */
type Step =
  | { readonly type: 'character'; readonly fits: Characters; readonly next: number }
  | { readonly type: 'fork'; readonly next: readonly number[] }
  | { readonly type: 'assertion'; readonly what: Assertion; readonly next: number }
  | { readonly type: 'end' };

/** An expression that needs more steps counts as one that RE2 refuses. */
const mostSteps = 20_000;

/** What is remembered of a machine before it forgets all of it. */
const mostStates = 1000;

/** The steps where a machine may be that take a character or end it, and where it goes from there. */
interface State {
  readonly steps: readonly number[];
  readonly next: Map<string, State>;
}

/**
 * A regular expression in the syntax of RE2, tried in time that grows with the text and not with what it might try: all
 * its possibilities are followed at once (Thompson's construction), and where they lead is remembered.
 */
export class ExpressionMachine {
  readonly #steps: Step[] = [];
  readonly #first: number;
  readonly #looksAround: boolean;
  #start: State | undefined;
  #remembered = 0;

  /** Throws a `SyntaxError` for what RE2 refuses. */
  constructor(expression: string) {
    this.#first = this.#compile(parseExpression(expression), this.#add({ type: 'end' }));
    this.#looksAround = this.#steps.some(
      (step) => step.type === 'assertion' && step.what !== 'start' && step.what !== 'end',
    );
  }

  /** Whether the whole text fits. */
  fits(text: string): boolean {
    const characters = [...text];
    if (characters.length === 0)
      return this.#ends(this.#reach([this.#first], undefined, undefined));
    if (this.#looksAround || this.#remembered > mostStates) this.#forget();
    this.#start ??= this.#reach([this.#first], undefined, characters[0]);
    let state = this.#start;
    for (const [index, character] of characters.entries()) {
      const following = characters[index + 1];
      const key = following === undefined ? `${character}$` : character;
      let next = this.#looksAround ? undefined : state.next.get(key);
      if (!next) {
        next = this.#reach(this.#after(state, character), character, following);
        state.next.set(key, next);
      }
      if (next.steps.length === 0) return false;
      state = next;
    }
    return this.#ends(state);
  }

  #forget(): void {
    this.#start = undefined;
    this.#remembered = 0;
  }

  #ends({ steps }: State): boolean {
    return steps.some((step) => this.#steps[step]?.type === 'end');
  }

  #after({ steps }: State, character: string): readonly number[] {
    return steps.flatMap((number) => {
      const step = this.#steps[number];
      return step?.type === 'character' && step.fits(character) ? step.next : [];
    });
  }

  /** All that can be reached without a character, in a place between two. */
  #reach(
    from: readonly number[],
    before: string | undefined,
    following: string | undefined,
  ): State {
    this.#remembered++;
    const seen = new Set(from);
    const steps: number[] = [];
    for (const number of seen) {
      const step = this.#steps[number];
      if (step?.type === 'fork') for (const next of step.next) seen.add(next);
      else if (step?.type !== 'assertion') steps.push(number);
      else if (holds(step.what, before, following)) seen.add(step.next);
    }
    return { steps, next: new Map() };
  }

  /** Adds the steps of an expression that goes on with `next`, and gives its first. */
  #compile(expression: Expression, next: number): number {
    switch (expression.type) {
      case 'character':
        return this.#add({ type: 'character', fits: expression.fits, next });
      case 'assertion':
        return this.#add({ type: 'assertion', what: expression.what, next });
      case 'sequence':
        return expression.parts.reduceRight((after, part) => this.#compile(part, after), next);
      case 'choice':
        return this.#fork(expression.parts.map((part) => this.#compile(part, next)));
      case 'repetition':
        return this.#repeat(expression.part, expression.least, expression.most, next);
    }
  }

  #repeat(part: Expression, least: number, most: number | undefined, next: number): number {
    let first = next;
    if (most === undefined) {
      const loop = { type: 'fork' as const, next: [next] };
      first = this.#add(loop);
      loop.next.push(this.#compile(part, first));
    } else {
      for (let round = least; round < most; round++) {
        first = this.#fork([this.#compile(part, first), next]);
      }
    }
    for (let round = 0; round < least; round++) first = this.#compile(part, first);
    return first;
  }

  #fork(next: readonly number[]): number {
    const [only, ...others] = next;
    return only !== undefined && others.length === 0 ? only : this.#add({ type: 'fork', next });
  }

  #add(step: Step): number {
    if (this.#steps.length >= mostSteps) throw new SyntaxError('the expression is too large');
    return this.#steps.push(step) - 1;
  }
}

function holds(
  what: Assertion,
  before: string | undefined,
  following: string | undefined,
): boolean {
  switch (what) {
    case 'start':
      return before === undefined;
    case 'end':
      return following === undefined;
    case 'line start':
      return before === undefined || before === '\n';
    case 'line end':
      return following === undefined || following === '\n';
    case 'boundary':
      return isWordCharacter(before) !== isWordCharacter(following);
    case 'no boundary':
      return isWordCharacter(before) === isWordCharacter(following);
  }
}
