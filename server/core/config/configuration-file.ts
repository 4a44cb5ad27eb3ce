import { remembered } from '../text/memo.ts';
import { quote } from '../text/quote.ts';
import type { Span } from '../text/span.ts';
import type { FileFacts } from '../workspace/file-facts.ts';
import { type DirectoryPath, resolvePath } from '../workspace/path.ts';
import { type ConfigurationFields, configurationFields } from './configuration-fields.ts';
import { type DeclaredLevels, declaredLevelsIn } from './declared-levels.ts';
import { type DeclaredScopes, declaredScopesIn } from './declared-scopes.ts';
import { type DeclaredSuppression, declaredSuppressionsIn } from './declared-suppressions.ts';
import type { Preset } from './settings.ts';
import { type ConfigurationProblem, isEmpty, type ReportProblem, type Written } from './shape.ts';

/** The one file in which a workspace says about itself what its manifests do not. */
export const configurationFileName = '.flux-tenancy.yaml';

/** What a configuration file says, without what is wrong in it. */
export interface ConfigurationFile {
  readonly tenants: readonly DeclaredTenant[];
  readonly lockdown: DeclaredLockdown;
  readonly scopes: DeclaredScopes;
  /** Patterns of paths that take part in nothing. */
  readonly ignore: readonly string[];
  readonly levels: DeclaredLevels;
  readonly suppressions: readonly DeclaredSuppression[];
  /** The following are `undefined` where the file does not speak of them. */
  readonly platformNamespaces: readonly string[] | undefined;
  readonly tenantLabels: readonly string[] | undefined;
  readonly allowedSources: readonly string[] | undefined;
  readonly preset: Preset | undefined;
  readonly schemaCheck: boolean | undefined;
  readonly problems: readonly ConfigurationProblem[];
}

/** A tenant that the configuration names. */
export interface DeclaredTenant {
  readonly name: Written<string>;
  /** No two tenants have one in common. */
  readonly namespaces: readonly Written<string>[];
}

/** Flags of Flux's controllers, as the configuration states them. */
export interface DeclaredFlags {
  readonly noCrossNamespaceRefs?: Written<boolean>;
  readonly noRemoteBases?: Written<boolean>;
  readonly defaultServiceAccount?: Written<string>;
}

/** The lockdown as the configuration states it: for the whole workspace, and for the clusters that differ. */
export interface DeclaredLockdown extends DeclaredFlags {
  readonly clusters: ReadonlyMap<
    DirectoryPath,
    { readonly key: Written<string>; readonly flags: DeclaredFlags }
  >;
}

/** Reads a configuration file; without one, nothing is configured. */
export function readConfigurationFile(facts: FileFacts | undefined): ConfigurationFile {
  return facts ? readOnce(facts) : nothingConfigured;
}

const readOnce = remembered(read);

const nothingConfigured = meaningOf({}, []);

function read(facts: FileFacts): ConfigurationFile {
  const problems: ConfigurationProblem[] = [];
  const report: ReportProblem = (problem) => problems.push(problem);
  const [document, next] = facts.documents();
  for (const { message, span } of facts.documents().flatMap((each) => each.problems)) {
    report({ message: `the YAML cannot be read: ${message}`, span });
  }
  if (next?.root) report({ message: 'only the first document counts', span: startOf(next.root) });
  const root = document?.root;
  const fields =
    root && !isEmpty(root) ? configurationFields.read(root, configurationFileName, report) : {};
  return meaningOf(fields ?? {}, problems);
}

/** What the fields of a file say; what they contradict each other about is added to the problems. */
function meaningOf(
  fields: ConfigurationFields,
  problems: ConfigurationProblem[],
): ConfigurationFile {
  const report: ReportProblem = (problem) => problems.push(problem);
  const values = (list: readonly Written<string>[] | undefined) => list?.map(({ value }) => value);
  const tenants = tenantsIn(fields, report);
  return {
    tenants,
    lockdown: lockdownIn(fields, report),
    scopes: declaredScopesIn(fields, report),
    ignore: values(fields.ignore) ?? [],
    levels: declaredLevelsIn(fields),
    suppressions: declaredSuppressionsIn(fields),
    platformNamespaces: platformNamespacesIn(fields, tenants, report),
    tenantLabels: values(fields.tenantLabels),
    allowedSources: values(fields.allowedSources),
    preset: fields.preset?.value,
    schemaCheck: fields.schemaCheck && fields.schemaCheck.value === 'on',
    problems,
  };
}

/** A namespace that two tenants claim stays with the first. */
function tenantsIn(fields: ConfigurationFields, report: ReportProblem): readonly DeclaredTenant[] {
  const owners = new Map<string, { readonly name: string; readonly span: Span }>();
  return (fields.tenants ?? []).flatMap(({ name, namespaces = [] }) => {
    if (!name) return [];
    const own = namespaces.filter(({ value, span }) => {
      const owner = owners.get(value);
      if (!owner) owners.set(value, { name: name.value, span });
      if (!owner || owner.name === name.value) return true;
      const message = `namespace ${quote(value)} of tenant ${quote(name.value)} is declared for tenant ${quote(owner.name)} already`;
      const related = [{ span: owner.span, message: `declared for ${quote(owner.name)}` }];
      report({ message, span, related });
      return false;
    });
    return [{ name, namespaces: own }];
  });
}

function platformNamespacesIn(
  { platformNamespaces }: ConfigurationFields,
  tenants: readonly DeclaredTenant[],
  report: ReportProblem,
): readonly string[] | undefined {
  return platformNamespaces?.flatMap(({ value, span }) => {
    const owner = tenants.find(({ namespaces }) => namespaces.some((own) => own.value === value));
    const claim = owner?.namespaces.find((own) => own.value === value);
    if (!owner || !claim) return [value];
    const tenant = quote(owner.name.value);
    const message = `namespace ${quote(value)} of the platform is declared for tenant ${tenant} too`;
    report({ message, span, related: [{ span: claim.span, message: `declared for ${tenant}` }] });
    return [];
  });
}

function lockdownIn(fields: ConfigurationFields, report: ReportProblem): DeclaredLockdown {
  const { clusters, ...flags } = fields.lockdown ?? {};
  const byDirectory = [...(clusters?.values() ?? [])].flatMap(({ key, value }) => {
    const directory = resolvePath('', key.value.replace(/(?<=[^/]|^.)\/+$/, ''));
    if (directory !== undefined) return [[directory, { key, flags: value }] as const];
    report({ message: `${quote(key.value)} lies outside of the workspace`, span: key.span });
    return [];
  });
  return { ...flags, clusters: new Map(byDirectory) };
}

function startOf({ span }: { readonly span: Span }): Span {
  return { ...span, end: span.start };
}
