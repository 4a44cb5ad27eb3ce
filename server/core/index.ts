/**
 * The core's face: nothing else of it is imported from outside. It is pure and synchronous; it knows no editor, no
 * protocol, no file system and no clock, so that the same engine runs in Node, in a web worker and in tests.
 */
export { analyze } from './analyze.ts';
export {
  defaultSettings,
  parseSettings,
  type RuleLevel,
  type Settings,
  type SettingsProblem,
  type Severity,
} from './config/settings.ts';
export type {
  Analysis,
  Diagnostic,
  Note,
  RuleCrash,
  SuppressedDiagnostic,
} from './diagnostics/diagnostic.ts';
export { type FixRequest, findFixes } from './fix.ts';
export type { NamespaceView, ObjectView, TenantView } from './ide/tenant-view.ts';
export { tenantViews } from './ide/tenant-views.ts';
export type { Fix, ObjectReference, RelatedPlace } from './rules/finding.ts';
export { rules } from './rules/registry.ts';
export type { Boundary, RuleMeta } from './rules/rule.ts';
export type { Confidence } from './tenancy/tenant.ts';
export { LineMap, type Position } from './text/line-map.ts';
export type { FilePath, Span } from './text/span.ts';
export { applyEdits, type FileCreation, type TextEdit } from './text/text-edit.ts';
export { type FileFacts, longestText } from './workspace/file-facts.ts';
export { isYamlFile } from './workspace/path.ts';
export { type Checkout, noCheckout, type Snapshot } from './workspace/snapshot.ts';
export { type FileChange, Workspace } from './workspace/workspace.ts';
