/**
 * The messages between our client and our server that are not in the Language Server Protocol. Types and names only,
 * and no imports, so that the client can take it in without taking in the server.
 */

/** Client asks for the tenants of all folders. */
export const tenantsRequest = 'fluxTenancy/tenants';
/** Client asks what a message of Flux means. */
export const explainRequest = 'fluxTenancy/explain';
/** Client asks what it has cost to know what is known; for us, when something is slow. */
export const countersRequest = 'fluxTenancy/counters';
/** Client asks whether the server still answers; the answer is null. */
export const aliveRequest = 'fluxTenancy/alive';
/** Server says that the answer to `tenantsRequest` may have changed. */
export const modelChangedNotification = 'fluxTenancy/modelChanged';
/** Server says how far it is. */
export const statusNotification = 'fluxTenancy/status';
/** Client says that files may have changed without anybody noticing; everything is read again. */
export const rereadNotification = 'fluxTenancy/reread';
/** Server asks for the YAML files of a folder, or of a directory in it. */
export const listFilesRequest = 'fluxTenancy/listFiles';
/** Server asks for one text. */
export const readFileRequest = 'fluxTenancy/readFile';

/** What the client may pass when it starts the server. */
export interface InitializationOptions {
  /** `client`: files are read through the client. Otherwise the server reads those of the scheme `file` itself. */
  readonly fileAccess?: 'client' | 'server';
  /** Settings, for clients that do not answer `workspace/configuration`. */
  readonly settings?: unknown;
}

export interface TenantsResult {
  readonly tenants: readonly TenantNode[];
  /** False if no folder holds a manifest for Flux. */
  readonly hasFlux: boolean;
  /** What the folders show together: the first of these that one of them shows. */
  readonly situation: 'tenants' | 'assumed-tenant' | 'single-administrator' | 'no-flux';
}

export interface TenantNode {
  readonly name: string;
  readonly confidence: 'declared' | 'proven' | 'inferred' | 'assumed';
  readonly place: Place;
  readonly evidence: readonly { readonly place: Place; readonly reason: string }[];
  readonly namespaces: readonly ItemNode[];
  readonly kustomizations: readonly ItemNode[];
  readonly helmReleases: readonly ItemNode[];
  readonly sources: readonly ItemNode[];
  readonly serviceAccounts: readonly ItemNode[];
  readonly bindings: readonly ItemNode[];
  readonly problems: ProblemCount;
}

/** Something that belongs to a tenant. */
export interface ItemNode {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly detail: string;
  /** As whom Flux applies it, as a clause. */
  readonly appliedAs?: string;
  readonly place: Place;
  readonly problems: ProblemCount;
}

/** One entry for each folder that has to do with Flux. */
export interface CountersResult {
  readonly folders: readonly FolderCounters[];
}

export interface FolderCounters {
  readonly folder: string;
  readonly files: number;
  readonly factsRead: number;
  readonly objects: number;
  readonly unitsRun: number;
  readonly computed: number;
  readonly nodes: number;
}

export interface ExplainParams {
  /** The message as somebody pasted it. */
  readonly text: string;
}

export interface ExplainResult {
  /** The messages that were recognised; empty where there is none. */
  readonly messages: readonly ExplainedNode[];
  /** The objects and accounts that the text names, where no message was recognised, such as "Pod `web`". */
  readonly named: readonly string[];
  /** Where those are. */
  readonly places: readonly ExplainedPlaceNode[];
}

/** A message with what it means. Names stand in backticks in all texts. */
export interface ExplainedNode {
  /** The words that were recognised. */
  readonly excerpt: string;
  /** What it says, in one sentence. */
  readonly says: string;
  /** Those with a finding that has to do with the message first, then the likeliest. */
  readonly rules: readonly LikelyRuleNode[];
  /** The best first. */
  readonly places: readonly ExplainedPlaceNode[];
}

export interface LikelyRuleNode {
  readonly rule: string;
  readonly title: string;
  readonly remedy: string;
  /** URL of its page. */
  readonly page: string;
  /** True if it has found something that has to do with the message. */
  readonly isFound: boolean;
}

export interface ExplainedPlaceNode {
  readonly place: Place;
  readonly role: 'finding' | 'object' | 'flux' | 'account';
  readonly message: string;
  /** Of a finding. */
  readonly rule?: string;
  /** Of a finding that nobody has accepted. */
  readonly severity?: 'error' | 'warning' | 'info';
}

export interface Place {
  readonly uri: string;
  readonly range: PlaceRange;
}

/** The same as `Range` of the Language Server Protocol. */
export interface PlaceRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

export interface ProblemCount {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

export interface ModelChanged {
  readonly revision: number;
}

export interface Status {
  readonly state: 'scanning' | 'ready' | 'incomplete';
  readonly files: number;
  /** Files with at least one manifest for Flux. */
  readonly fluxFiles: number;
  readonly tenants: number;
  /** One sentence for people. */
  readonly message: string;
}

export interface ListFilesParams {
  /** URI of a folder, or of a directory in one. */
  readonly folder: string;
}

export interface ListFilesResult {
  readonly files: readonly { readonly uri: string; readonly size: number }[];
}

export interface ReadFileParams {
  readonly uri: string;
}

/** With `skipped: 'it is gone'` for a file that does not exist (any more), which is no reason to warn anybody. */
export type ReadFileResult = { readonly text: string } | { readonly skipped: string };
