import type { Fix } from '../fixes/fix.ts';
import type { ObjectKey } from '../manifest/object-key.ts';
import type { Span } from '../text/span.ts';

/** What a rule states, before severity settings and suppressions apply. */
export interface Finding {
  readonly rule: string;
  readonly message: string;
  readonly span: Span;
  readonly related: readonly RelatedPlace[];
  /** Severity as the rule judges this case; settings may override it. */
  readonly severity: 'error' | 'warning' | 'info';
  /** The object the finding is about, with what is known of its identity. */
  readonly object: ObjectReference | undefined;
  /** Name of the tenant concerned. */
  readonly tenant: string | undefined;
  /** The build it was found in; a document that is built several times may be right in the others. */
  readonly build: BuildReference | undefined;
  /** Computed only when somebody asks for them. */
  readonly fixes: () => readonly Fix[];
}

/** Another place that takes part in a finding, such as where the tenant is declared. */
export interface RelatedPlace {
  readonly span: Span;
  readonly message: string;
}

/** An object in reports; `namespace` is `null` for objects without one, `undefined` where it cannot be known. */
export interface ObjectReference extends Omit<ObjectKey, 'group' | 'namespace'> {
  readonly apiVersion: string;
  readonly namespace: string | null | undefined;
}

/** One of the builds that a document takes part in. */
export interface BuildReference {
  /** Number of builds the document takes part in. */
  readonly of: number;
  /** What delivers it, in words and where that is written; `undefined` where nothing does. */
  readonly delivery: RelatedPlace | undefined;
}
