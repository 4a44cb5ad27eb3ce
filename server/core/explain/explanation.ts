import type { Severity } from '../config/settings.ts';
import type { Account } from '../tenancy/identity.ts';
import type { Span } from '../text/span.ts';
import type { Access } from './message-kind.ts';

/** What a pasted text says, and where in the workspace that comes from. */
export interface Explanation {
  /** The messages that were recognised, in the order of the text. */
  readonly messages: readonly ExplainedMessage[];
  /** The objects that the text names, where no message was recognised. */
  readonly named: readonly NamedObject[];
  /** The accounts that the text names, where no message was recognised. */
  readonly accounts: readonly Account[];
  /** Where those are in the workspace. */
  readonly places: readonly ExplainedPlace[];
  /** True if the text is longer than what was read of it. */
  readonly isCut: boolean;
}

export interface ExplainedMessage {
  /** The kind of message, in kebab-case. */
  readonly kind: string;
  /** The words of the message that were recognised. */
  readonly excerpt: string;
  /** What it says, in one sentence. */
  readonly says: string;
  readonly objects: readonly NamedObject[];
  readonly account: Account | undefined;
  readonly access: Access | undefined;
  /** The rules it may come from: those with a finding that has to do with it, then the likeliest. */
  readonly rules: readonly LikelyRule[];
  /** Places to look at, the best first. */
  readonly places: readonly ExplainedPlace[];
}

/** An object that a text names, as far as it says which. */
export interface NamedObject {
  /** The part it plays, such as `source`; `named` where it is only named. */
  readonly role: string;
  /** `undefined` where the text says nothing but the plural of the resource. */
  readonly kind: string | undefined;
  readonly resource: string | undefined;
  readonly namespace: string | undefined;
  readonly name: string;
  /** False if the workspace has no such object. */
  readonly isHere: boolean;
}

/** A rule that finds the mistake behind a message. */
export interface LikelyRule {
  readonly rule: string;
  readonly title: string;
  readonly why: string;
  readonly remedy: string;
  /** True if the rule has found something that has to do with the message. */
  readonly isFound: boolean;
}

/** A place in the workspace that has to do with a message. */
export interface ExplainedPlace {
  readonly span: Span;
  /** A finding of a likely rule; an object that is named; a Flux object that delivers or reports; an account or its rights. */
  readonly role: 'finding' | 'object' | 'flux' | 'account';
  readonly message: string;
  /** Of a finding. */
  readonly rule: string | undefined;
  /** Of a finding that is not accepted. */
  readonly severity: Severity | undefined;
}
