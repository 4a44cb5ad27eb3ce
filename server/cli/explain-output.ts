import type { Severity } from '../core/index.ts';
import type { RangeOutput } from './check-output.ts';

/** What `explain --format json` prints; described for its readers by schemas/explain-output.schema.json. */
export interface ExplainOutput {
  readonly version: 1;
  /** Empty where nothing was recognised. */
  readonly messages: readonly MessageOutput[];
  /** What the text names, where nothing was recognised. */
  readonly named: readonly NamedOutput[];
  readonly accounts: readonly AccountOutput[];
  readonly places: readonly PlaceOutput[];
  readonly cut: boolean;
}

export interface MessageOutput {
  readonly kind: string;
  readonly text: string;
  readonly says: string;
  readonly objects: readonly NamedOutput[];
  readonly account: AccountOutput | null;
  readonly access: AccessOutput | null;
  readonly rules: readonly LikelyRuleOutput[];
  readonly places: readonly PlaceOutput[];
}

export interface NamedOutput {
  readonly role: string;
  readonly kind: string | null;
  readonly resource: string | null;
  readonly namespace: string | null;
  readonly name: string;
  readonly found: boolean;
}

export interface AccountOutput {
  readonly namespace: string;
  readonly name: string;
}

export interface AccessOutput {
  readonly verb: string | null;
  readonly resource: string | null;
  readonly group: string | null;
  readonly scope: 'cluster' | 'namespace' | null;
  readonly namespace: string | null;
}

export interface LikelyRuleOutput {
  readonly rule: string;
  readonly title: string;
  readonly why: string;
  readonly remedy: string;
  readonly page: string;
  readonly found: boolean;
}

export interface PlaceOutput extends RangeOutput {
  readonly role: 'finding' | 'object' | 'flux' | 'account';
  readonly message: string;
  readonly rule: string | null;
  readonly severity: Severity | null;
}
