import type { FleetObject } from '../fleet/fleet.ts';
import type { GroupKind } from '../manifest/kind.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import type { Span } from '../text/span.ts';
import type { Finding, Fix, RelatedPlace } from './finding.ts';
import type { RuleContext } from './rule-context.ts';

/** A line that a tenant must not cross. */
export type Boundary = 'identity' | 'source' | 'namespace' | 'reference' | 'rbac' | 'controller';

/** Everything that can be said of a rule without running it. Pages, tables and schemas are generated from it. */
export interface RuleMeta {
  /** Kebab-case; the name of the file and the word that suppresses the rule. It names the defect. */
  readonly id: string;
  readonly title: string;
  readonly boundary: Boundary;
  /** Severity where the rule does not judge a case by itself. */
  readonly severity: Finding['severity'];
  /** Version of the first release that has the rule. */
  readonly since: string;
  readonly fix: 'none' | 'safe' | 'unsafe';
  /** Kinds of the objects it looks at, for its page. */
  readonly reads: readonly GroupKind[];
  /** Why it matters. */
  readonly why: string;
  /** What to do about it. */
  readonly remedy: string;
  /** What Flux or Kubernetes itself prints for this mistake, so that a search for the error finds the page. */
  readonly errors: readonly string[];
  /** Pages that state the facts, as URLs. */
  readonly references: readonly string[];
}

/** A rule: its description and its check, which reports through the context and keeps nothing. */
export interface Rule {
  readonly meta: RuleMeta;
  readonly check: (context: RuleContext) => void;
}

/** What a rule says about one place. */
export interface Report {
  readonly at: Span;
  readonly message: string;
  readonly object: FleetObject;
  readonly tenant?: Tenant | undefined;
  readonly severity?: Finding['severity'];
  readonly related?: readonly RelatedPlace[];
  readonly fixes?: () => readonly (Fix | undefined)[];
}

/** Declares a rule. The flat form keeps description and behaviour side by side in one file. */
export function defineRule(rule: RuleMeta & { check(context: RuleContext): void }): Rule {
  const { check, ...meta } = rule;
  return { meta, check };
}
