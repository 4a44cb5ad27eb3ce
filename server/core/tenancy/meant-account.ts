import type { FleetObject } from '../fleet/fleet.ts';
import { ServiceAccount } from '../manifest/kind.ts';
import type { Span } from '../text/span.ts';
import { readString } from '../yaml/field.ts';
import { textAt, type YamlNode } from '../yaml/node.ts';
import { type Account, subjectNamespace } from './identity.ts';

/** Whom a binding gives its rights, as far as that is an account. */
export interface MeantAccount {
  readonly namespace: string;
  /** Where the namespace is written. */
  readonly span: Span;
  /** `undefined` for all accounts of the namespace. */
  readonly account: Account | undefined;
}

/** The account that a subject of a binding means; `undefined` for people, and for what is not known. */
export function accountMeantBy(subject: YamlNode, binding: FleetObject): MeantAccount | undefined {
  const name = readString({ root: subject, anchor: subject.span }, 'name');
  if (name.state !== 'present') return undefined;
  switch (textAt(subject, 'kind')) {
    case ServiceAccount.kind: {
      const namespace = subjectNamespace(subject, binding);
      if (namespace.state !== 'present') return undefined;
      const account = { namespace: namespace.value, name: name.value };
      return { span: namespace.span, namespace: namespace.value, account };
    }
    case 'User': {
      const [, namespace, account] =
        /^system:serviceaccount:([^:]+):([^:]+)$/.exec(name.value) ?? [];
      if (namespace === undefined || account === undefined) return undefined;
      return { span: name.span, namespace, account: { namespace, name: account } };
    }
    case 'Group': {
      const [, namespace] = /^system:serviceaccounts:([^:]+)$/.exec(name.value) ?? [];
      return namespace === undefined
        ? undefined
        : { span: name.span, namespace, account: undefined };
    }
    default:
      return undefined;
  }
}
