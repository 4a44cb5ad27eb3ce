import type { Preset, RuleLevels, Severity } from '../core/index.ts';

export type Format = 'pretty' | 'json';

export interface CheckRequest {
  readonly command: 'check';
  readonly paths: readonly string[];
  readonly format: Format;
  /** The least severity that makes the command fail. */
  readonly failOn: Severity;
  /** Instead of the preset that is configured. */
  readonly preset: Preset | undefined;
  readonly rules: RuleLevels;
  readonly showSuppressed: boolean;
  /** Whether Flux objects are compared with the schemas of their kinds, unless the workspace says. */
  readonly schemaCheck: boolean;
}

export interface TenantsRequest {
  readonly command: 'tenants';
  readonly path: string;
  readonly format: Format;
}

export interface ObjectsRequest {
  readonly command: 'objects';
  readonly path: string;
  readonly format: Format;
}

export interface ExplainRequest {
  readonly command: 'explain';
  readonly path: string;
  /** The message; `undefined` if it comes through standard input. */
  readonly message: string | undefined;
  readonly format: Format;
}

/** What the arguments ask for, checked as far as that is possible without looking at files. */
export type Request =
  | CheckRequest
  | TenantsRequest
  | ObjectsRequest
  | ExplainRequest
  | { readonly command: 'lsp' }
  | { readonly command: 'print'; readonly text: string };
