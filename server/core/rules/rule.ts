import type { Preset } from '../config/settings.ts';
import type { Fix } from '../fixes/fix.ts';
import type { Cluster } from '../fleet/cluster.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import type { KustomizationFile } from '../fleet/kustomization-files.ts';
import type { GroupKind } from '../manifest/kind.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import type { Span } from '../text/span.ts';
import type { Finding, RelatedPlace } from './finding.ts';
import type { RuleContext } from './rule-context.ts';

/** A line that a tenant must not cross; `api` stands for what the API takes of anybody. */
export type Boundary =
  | 'identity'
  | 'source'
  | 'namespace'
  | 'reference'
  | 'rbac'
  | 'controller'
  | 'api';

/** Everything that can be said of a rule without running it. Pages, tables and schemas are generated from it. */
export interface RuleMeta {
  /** Kebab-case; the name of the file and the word that suppresses the rule. It names the defect. */
  readonly id: string;
  readonly title: string;
  readonly boundary: Boundary;
  /** Whether it is on unless somebody switches it off, or belongs to the preset `strict` only. */
  readonly preset: Preset;
  /**
   * `everywhere` for facts of an API or of kustomize, which hold in any repository; `tenants` for all that makes sense
   * only where there are tenants or a cluster is locked down for them.
   */
  readonly applies: 'everywhere' | 'tenants';
  /** Part of the schema check, which is off where another tool does the same. */
  readonly isSchemaCheck?: true;
  /** Set if it may report at a place in a file that nothing of its object is written in, as in another object. */
  readonly speaksOfOthers?: true;
  /** Severity where the rule does not judge a case by itself. */
  readonly severity: Finding['severity'];
  /** Where the rule judges case by case, one sentence on each severity: when it has that, by lockdown and confidence. */
  readonly levels?: Readonly<Partial<Record<Finding['severity'], string>>>;
  /** Version of the first release that has the rule. */
  readonly since: string;
  readonly fix: 'none' | 'safe' | 'unsafe';
  /** What it looks at, for its page; rules of objects are asked about objects of these kinds only. */
  readonly reads: readonly GroupKind[] | 'every kind';
  /** Why it matters. */
  readonly why: string;
  /** What to do about it. */
  readonly remedy: string;
  /** What Flux or Kubernetes itself prints for this mistake, so that a search for the error finds the page. */
  readonly errors: readonly string[];
  /** Pages that state the facts, as URLs. */
  readonly references: readonly string[];
}

/**
 * A rule: its description and its check. The engine hands it one subject at a time; a check looks at that, asks the
 * context for whatever else it needs, reports through the context and keeps nothing.
 */
export type Rule = ObjectRule | KustomizationRule | ClusterRule;

/** Judges objects as they reach a cluster, one by one. */
export interface ObjectRule {
  readonly meta: RuleMeta;
  readonly subject: 'object';
  readonly check: (object: FleetObject, context: RuleContext) => void;
}

/** Judges what is written in `kustomization.yaml` files, one by one. */
export interface KustomizationRule {
  readonly meta: RuleMeta;
  readonly subject: 'kustomization';
  readonly check: (kustomization: KustomizationFile, context: RuleContext) => void;
}

/** Judges how Flux is installed, cluster by cluster. */
export interface ClusterRule {
  readonly meta: RuleMeta;
  readonly subject: 'cluster';
  readonly check: (cluster: Cluster, context: RuleContext) => void;
}

/** What a rule says about one place. */
export interface Report {
  readonly at: Span;
  readonly message: string;
  /** The object that the finding is about, where it is about one. */
  readonly object?: FleetObject | undefined;
  readonly tenant?: Tenant | undefined;
  readonly severity?: Finding['severity'] | undefined;
  readonly related?: readonly RelatedPlace[] | undefined;
  readonly fixes?: () => readonly (Fix | undefined)[];
}

/** Declares a rule of objects. The flat form keeps description and behaviour side by side in one file. */
export function defineRule(
  rule: RuleMeta & { check(object: FleetObject, context: RuleContext): void },
): ObjectRule {
  const { check, ...meta } = rule;
  return { meta, subject: 'object', check };
}

/** Declares a rule of `kustomization.yaml` files. */
export function defineKustomizationRule(
  rule: RuleMeta & { check(kustomization: KustomizationFile, context: RuleContext): void },
): KustomizationRule {
  const { check, ...meta } = rule;
  return { meta, subject: 'kustomization', check };
}

/** Declares a rule of clusters. */
export function defineClusterRule(
  rule: RuleMeta & { check(cluster: Cluster, context: RuleContext): void },
): ClusterRule {
  const { check, ...meta } = rule;
  return { meta, subject: 'cluster', check };
}
