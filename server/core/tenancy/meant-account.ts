import type { FleetObject } from '../fleet/fleet.ts';
import type { Span } from '../text/span.ts';
import type { YamlNode } from '../yaml/node.ts';
import { type Account, subjectOf } from './identity.ts';

/** Whom a binding gives its rights, as far as that is an account. */
export interface MeantAccount {
  readonly namespace: string;
  /** Where the namespace is written. */
  readonly span: Span;
  /** `undefined` for all accounts of the namespace. */
  readonly account: Account | undefined;
}

/** The account that a subject of a binding means; `undefined` for people, and for what is not known. */
export function accountMeantBy(item: YamlNode, binding: FleetObject): MeantAccount | undefined {
  const subject = subjectOf(item, binding);
  switch (subject?.type) {
    case 'account': {
      const { account, place: span } = subject;
      return { namespace: account.namespace, span, account };
    }
    case 'accounts':
      return { namespace: subject.namespace, span: subject.place, account: undefined };
    default:
      return undefined;
  }
}
