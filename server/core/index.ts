/**
 * The core's face: nothing else of it is imported from outside. It is pure and synchronous; it knows no editor, no
 * protocol, no file system and no clock, so that the same engine runs in Node, in a web worker and in tests.
 */
export { analyze, type Counters, countersOf, type FirstFiles, prepare } from './analyze.ts';
export { analyzeText } from './analyze-text.ts';
export { configurationOf } from './config/configuration.ts';
export { configurationFileName } from './config/configuration-file.ts';
export {
  defaultSettings,
  type Preset,
  parseSettings,
  presets,
  type RuleLevel,
  type RuleLevels,
  ruleLevels,
  type Settings,
  type SettingsProblem,
  type Severity,
} from './config/settings.ts';
export { configurationFindings, configurationRule } from './diagnostics/configuration-findings.ts';
export type {
  Analysis,
  Diagnostic,
  Note,
  RuleCrash,
  SuppressedDiagnostic,
} from './diagnostics/diagnostic.ts';
export type { FirstDiagnostics } from './diagnostics/first-verdicts.ts';
export { configurableRules } from './diagnostics/rule-levels.ts';
export { pageOf } from './diagnostics/rule-page.ts';
export { explain } from './explain/explain.ts';
export type {
  ExplainedMessage,
  ExplainedPlace,
  Explanation,
  LikelyRule,
  NamedObject,
} from './explain/explanation.ts';
export { longestMessage } from './explain/pasted-text.ts';
export { type FixRequest, findFixes, safeEditsIn } from './fix.ts';
export type { Fix } from './fixes/fix.ts';
export { type Acceptance, acceptancesOf } from './ide/acceptance.ts';
export { configurationSchema, levelSchemas } from './ide/configuration-schema.ts';
export { type Hover, type HoverLine, type HoverPart, hoverAt } from './ide/hover.ts';
export type { EffectiveView, ManifestView, ViewedText } from './ide/object-view.ts';
export { objectViews } from './ide/object-views.ts';
export type { NamespaceView, ObjectView, TenantView } from './ide/tenant-view.ts';
export { situationOf, tenantCount, tenantViews } from './ide/tenant-views.ts';
export { keysBetween } from './incremental/persistent-map.ts';
export type { ObjectReference, RelatedPlace } from './rules/finding.ts';
export { rules } from './rules/registry.ts';
export type { Boundary, RuleMeta } from './rules/rule.ts';
export type { Situation } from './tenancy/tenancy.ts';
export type { Confidence } from './tenancy/tenant.ts';
export { LineMap, type Position } from './text/line-map.ts';
export type { FilePath, Span } from './text/span.ts';
export { applyEdits, type FileCreation, type TextEdit } from './text/text-edit.ts';
export { type FileFacts, longestText } from './workspace/file-facts.ts';
export { isWorkspaceFile, isYamlFile } from './workspace/path.ts';
export { type Checkout, noCheckout, type Snapshot } from './workspace/snapshot.ts';
export { type FileChange, Workspace } from './workspace/workspace.ts';
