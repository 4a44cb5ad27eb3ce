import type { Account } from '../tenancy/identity.ts';
import type { Platform } from '../tenancy/platform.ts';
import type { Template } from './template.ts';

/** One kind of message that Flux, kustomize or Kubernetes print when something is wrong with tenancy. */
export interface MessageKind {
  /** Kebab-case; says what happened. */
  readonly id: string;
  /** How it is printed, by all releases and in all places; a text that says more stands before one that says less. */
  readonly texts: readonly Template[];
  /**
   * What it says in our words, in one sentence. `{role|words}` is what the message names in that role, or the words
   * where it does not say.
   */
  readonly says: string;
  /** Set where a list of objects may follow and all of them are meant, or where it holds some in no certain place. */
  readonly lists?: 'behind' | 'within';
  /** Set where what it names is in another namespace than whoever names it. */
  readonly crosses?: true;
  /** The kind of what is named in a role, where the text itself leaves it out. */
  readonly kinds?: Readonly<Record<string, string>>;
  /** The rules that find the mistakes behind it, the likeliest first. */
  readonly rules: readonly RuleHint[];
}

/** A rule that a message may come from. */
export type RuleHint = string | { readonly rule: string; readonly when: Condition };

/** Whether a message can come from a rule's mistake, by what it says. */
export type Condition = (facts: MessageFacts, platform: Pick<Platform, 'runsIn'>) => boolean;

/** What one message says, piece by piece. */
export interface MessageFacts {
  /** The objects it names. */
  readonly mentions: readonly Mention[];
  /** The service account it speaks of. */
  readonly account: Account | undefined;
  readonly access: Access | undefined;
  /** Everything else, by role. */
  readonly words: ReadonlyMap<string, string>;
}

/** An object as a message names it: seldom with all that would make it certain. */
export interface Mention {
  /** The part it plays in the message, such as `source`. */
  readonly role: string;
  /** As printed; `undefined` where only the plural of the resource is. */
  readonly kind: string | undefined;
  readonly resource: string | undefined;
  readonly group: string | undefined;
  readonly namespace: string | undefined;
  readonly name: string;
}

/** A right that somebody does not have. */
export interface Access {
  readonly verb: string | undefined;
  /** `undefined` where the message does not say. */
  readonly resource: string | undefined;
  readonly group: string | undefined;
  /** A namespace, or the whole cluster; `undefined` where the message does not say. */
  readonly scope: { readonly namespace: string } | 'cluster' | undefined;
}

/** How a value that the API server does not take is reported: by Flux, by kubectl, and with the beginning missing. */
export function invalid(cause: string): readonly Template[] {
  return [
    [`{object} {refused} {any}${cause}`],
    [`{object:kind} "{object:name}" is invalid: {any}${cause}`],
    [`{object:kind}.{object:suffix} "{object:name}" is invalid: {any}${cause}`],
    [cause],
  ];
}
