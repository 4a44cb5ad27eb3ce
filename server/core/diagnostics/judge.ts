import { configurationOf } from '../config/configuration.ts';
import { configurationFileName } from '../config/configuration-file.ts';
import { levelIn } from '../config/levels.ts';
import type { RuleLevel } from '../config/settings.ts';
import type { Written } from '../config/shape.ts';
import { combined, type Fix } from '../fixes/fix.ts';
import type { Finding, RelatedPlace } from '../rules/finding.ts';
import type { RuleMeta } from '../rules/rule.ts';
import { compareSpans, type FilePath } from '../text/span.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { configurationFindings } from './configuration-findings.ts';
import type { Diagnostic, SuppressedDiagnostic } from './diagnostic.ts';
import { weights, withoutFloods } from './flood.ts';
import { suppressionFindings } from './suppression-findings.ts';
import { Suppressor } from './suppressor.ts';

/** What is said of one file. */
export interface FileVerdict {
  /** In the order of their positions. */
  readonly diagnostics: readonly Diagnostic[];
  readonly suppressed: readonly SuppressedDiagnostic[];
  /** The suppressions in the configuration that were of use here, by the rules that they name. */
  readonly used: readonly Written<string>[];
}

/** What a verdict depends on beside the findings of its file. */
export interface Hearing {
  /** The rules that were run to their end: of others nobody knows what they would have found. */
  readonly ran: readonly RuleMeta[];
  /** True if a suppression in the configuration is of use somewhere. */
  isUsed(name: Written<string>): boolean;
}

/**
 * What becomes of the findings of one file: doubles are said once, settings give them their level, suppressions take them
 * out.
 */
export function judge(
  snapshot: Snapshot,
  file: FilePath,
  findings: readonly Finding[],
  { ran, isUsed }: Hearing,
): FileVerdict {
  const suppressor = new Suppressor(snapshot);
  const suppressed: SuppressedDiagnostic[] = [];
  const remaining: Diagnostic[] = [];
  const leveled = leveler(snapshot, file, ran);
  for (const finding of distinct(findings)) {
    const diagnostic = leveled(finding);
    if (!diagnostic) continue;
    const reason = suppressor.reasonFor(finding);
    if (reason === undefined) remaining.push(diagnostic);
    else suppressed.push({ diagnostic, reason });
  }
  const isOfUse = (name: Written<string>) => suppressor.isUsed(name) || isUsed(name);
  const aboutSuppressions = suppressionFindings(snapshot, file, isOfUse, ran).flatMap(
    (finding) => leveled(finding) ?? [],
  );
  const aboutConfiguration = file === configurationFileName ? configurationFindings(snapshot) : [];
  const all = [...aboutConfiguration, ...remaining, ...aboutSuppressions];
  const diagnostics = withoutFloods(all).toSorted(
    (a, b) => compareSpans(a.span, b.span) || (a.rule < b.rule ? -1 : 1),
  );
  return { diagnostics, suppressed, used: suppressor.used };
}

/**
 * What one rule finds at one place is said once, as the worst of it: a document that is built several times, or a patch
 * that several objects get, is one mistake. Where it does not hold in all builds, those it holds in are named; where it
 * says different things in them, as for the tenants that share a base, each of these is named.
 */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { rule, span } = finding;
    const key = `${rule} ${span.start} ${span.end} ${span.file}`;
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()].flatMap((group) => merge(group) ?? []);
}

function merge(group: readonly Finding[]): Finding | undefined {
  const worst = group.toSorted((a, b) => weights[b.severity] - weights[a.severity])[0];
  if (!worst?.build) return worst;
  const isSame = ({ message, severity }: Finding) =>
    message === worst.message && severity === worst.severity;
  const same = group.filter(isSame);
  const isEverywhere = same.length >= worst.build.of;
  const deliveries = isEverywhere ? [] : same.flatMap(({ build }) => build?.delivery ?? []);
  const others = group.filter((finding) => !isSame(finding)).map(asRelated);
  return {
    ...worst,
    related: bounded([...worst.related, ...deliveries, ...others]),
    fixes: () => fixesForAll(worst, group),
  };
}

/**
 * What would mend it in one build and not in the others is no fix: the account of one tenant is not that of the next. What is
 * called the same for all of them is done for all of them.
 */
function fixesForAll(worst: Finding, group: readonly Finding[]): readonly Fix[] {
  const offered = group.map(({ fixes }) => new Map(fixes().map((each) => [each.title, each])));
  return worst.fixes().flatMap(({ title }) => {
    const same = offered.flatMap((fixes) => fixes.get(title) ?? []);
    return (same.length === offered.length ? combined(same) : undefined) ?? [];
  });
}

/** What is said of another build, where that is delivered from. */
function asRelated({ message, span, build }: Finding): RelatedPlace {
  return { span: build?.delivery?.span ?? span, message: `also: ${message}` };
}

/** More places than anybody reads are counted instead of listed. */
const mostRelated = 12;

function bounded(places: readonly RelatedPlace[]): readonly RelatedPlace[] {
  const distinctPlaces = [...new Map(places.map((place) => [keyOf(place), place])).values()];
  const last = distinctPlaces[mostRelated - 1];
  const more = distinctPlaces.length - mostRelated + 1;
  if (!last || more < 2) return distinctPlaces;
  const shown = distinctPlaces.slice(0, mostRelated - 1);
  return [...shown, { span: last.span, message: `and ${more} more` }];
}

function keyOf({ span, message }: RelatedPlace): string {
  return `${span.start} ${span.end} ${span.file}\n${message}`;
}

/** Gives the findings of a file their level, which is found once for each rule; `undefined` where it is off. */
function leveler(snapshot: Snapshot, file: FilePath, ran: readonly RuleMeta[]) {
  const { levels } = configurationOf(snapshot);
  const presets = new Map(ran.map(({ id, preset }) => [id, preset]));
  const found = new Map<string, RuleLevel>();
  return (finding: Finding): Diagnostic | undefined => {
    const id = finding.rule;
    const level =
      found.get(id) ?? levelIn(levels, { id, preset: presets.get(id) ?? 'recommended' }, file);
    found.set(id, level);
    if (level === 'off') return undefined;
    return level === 'on' ? finding : { ...finding, severity: level };
  };
}
