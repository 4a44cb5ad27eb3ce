import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Boundary,
  configurableRules,
  configurationSchema,
  levelSchemas,
  type RuleMeta,
  ruleLevels,
  rules,
} from '../server/core/index.ts';
import { parseScenario, renderScenario } from '../test/support/scenario.ts';
import { jsonLayout } from './json-layout.ts';

const root = join(import.meta.dirname, '..');

/** All files that are made from the rules, their scenarios and the fields of the configuration, by path from the repository's root. */
export function generatedDocs(): ReadonlyMap<string, string> {
  const pages = rules.map(({ meta }) => [`docs/rules/${meta.id}.md`, pageOf(meta)] as const);
  return new Map([
    ...pages,
    ['README.md', readmeWithTable()],
    ['docs/rules/README.md', rulesPageWithTable()],
    ['CONTRIBUTING.md', contributingWithRule()],
    ['docs/configuration.md', configurationPageWithTable()],
    ['schemas/flux-tenancy.schema.json', `${jsonLayout(configurationSchema())}\n`],
    ['package.json', manifestWithRules()],
  ]);
}

function pageOf(meta: RuleMeta): string {
  const sections = [
    `# ${meta.id}`,
    `<!-- Generated from server/core/rules/${meta.id}.ts by \`npm run docs\`. -->`,
    `${meta.title}.`,
    tableOf(meta),
    `## Why it matters\n\n${meta.why}`,
    `## What to do\n\n${meta.remedy}`,
    ...severitySection(meta),
    `## Flagged\n\n${example(meta.id, 'flagged')}`,
    `## Clean\n\n${example(meta.id, 'clean')}`,
    `## What Flux says\n\n${errorsOf(meta)}`,
    `## To accept it in one place\n\n${fenced('yaml', `# flux-tenancy-ignore ${meta.id}: the reason`)}`,
    `## References\n\n${meta.references.map((url) => `- <${url}>`).join('\n')}`,
  ];
  return `${sections.join('\n\n')}\n`;
}

function tableOf(meta: RuleMeta): string {
  const kinds =
    meta.reads === 'every kind'
      ? ['objects of every kind']
      : meta.reads.map(({ group, kind }) => [kind, ` (${group || 'core'})`].join(''));
  return [
    '| | |',
    '|---|---|',
    `| Boundary | ${meta.boundary} |`,
    `| Preset | ${meta.preset} |`,
    `| Severity | ${severitiesOf(meta).join(', ')} |`,
    `| Fix | ${meta.fix} |`,
    `| Looks at | ${kinds.join(', ')} |`,
    `| Since | ${meta.since} |`,
  ].join('\n');
}

const severities = ['error', 'warning', 'info'] as const;

function severitiesOf({ severity, levels }: RuleMeta): readonly string[] {
  return levels ? severities.filter((each) => levels[each] !== undefined) : [severity];
}

/** When a finding has which severity, for rules that judge case by case. */
function severitySection({ applies, levels }: RuleMeta): readonly string[] {
  if (!levels) return [];
  const lines = severities.flatMap((each) => {
    const when = levels[each];
    return when === undefined ? [] : [`- **${each}**: ${when}`];
  });
  const cap =
    applies === 'tenants' && levels.error !== undefined
      ? ['Where the tenant itself is only assumed, an error is reported as a warning.']
      : [];
  return [['## Severity', lines.join('\n'), ...cap].join('\n\n')];
}

function errorsOf({ errors }: RuleMeta): string {
  if (errors.length === 0) return 'Nothing: neither Flux nor Kubernetes complains of it.';
  return errors.map((error) => fenced('text', error)).join('\n\n');
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}

function example(rule: string, name: string): string {
  const source = readFileSync(join(root, 'test/rules', rule, `${name}.yaml`), 'utf8');
  const { title, expected } = parseScenario(source);
  const yaml = renderScenario(source, expected, []).replace(/^(# .*\n)+/, '');
  return `${title}\n\n${fenced('yaml', yaml.replaceAll('#- ', '# file: '))}`;
}

/** The README shows the rules by the line that a tenant must not cross; those of the preset `strict` in italics. */
function readmeWithTable(): string {
  const rows = Object.entries(boundaries).map(([boundary, what]) => {
    const own = rules
      .filter(({ meta }) => meta.boundary === boundary)
      .map(({ meta }) => link(meta));
    return `| **${boundary}**: ${what} | ${own.join(' · ')} |`;
  });
  const table = ['| Boundary | Rules |', '|---|---|', ...rows].join('\n');
  return withGenerated('README.md', 'rules', table);
}

const boundaries: Readonly<Record<Boundary, string>> = {
  identity: 'as whom things are applied',
  source: 'where content comes from',
  namespace: 'where objects go',
  reference: 'what an object refers to',
  rbac: 'who may do what',
  controller: 'how the controllers run',
  api: 'what the Flux API takes',
};

function link({ id, preset }: RuleMeta): string {
  const text = `[\`${id}\`](docs/rules/${id}.md)`;
  return preset === 'strict' ? `*${text}*` : text;
}

/** All rules in one table. What stands below it, on rules that were merged or left out, is written by hand. */
function rulesPageWithTable(): string {
  const rows = rules.map(
    ({ meta: { id, title, boundary, preset, severity, fix } }) =>
      `| [\`${id}\`](${id}.md) | ${title} | ${boundary} | ${preset} | ${severity} | ${fix} |`,
  );
  const head = [
    '| Rule | Finds | Boundary | Preset | Severity | Fix |',
    '|---|---|---|---|---|---|',
  ];
  return withGenerated('docs/rules/README.md', 'rules', [...head, ...rows].join('\n'));
}

/** The whole of a real rule, so that what contributors are told is what there is. */
function contributingWithRule(): string {
  const source = readFileSync(join(root, 'server/core/rules/prune-disabled.ts'), 'utf8');
  const block = fenced('ts', source).replaceAll(/^(?=.)/gm, '   ');
  return withGenerated('CONTRIBUTING.md', 'rule', block, '   ');
}

function configurationPageWithTable(): string {
  const rows = keysIn(configurationSchema(), '').map(
    ({ path, type, description }) => `| \`${path}\` | ${type} | ${description} |`,
  );
  const table = ['| Key | Value | Meaning |', '|---|---|---|', ...rows].join('\n');
  const ids = configurableRules.map((id) => `\`${id}\``).join(', ');
  return withGenerated('docs/configuration.md', 'keys', `${table}\n\nThe ids: ${ids}.`);
}

interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: false | Schema;
}

/** The keys of a schema at all depths, except for the ids of the rules. */
function keysIn(schema: Schema, prefix: string): readonly Record<string, string>[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, field]) => {
    const path = `${prefix}${key}`;
    const below = field.additionalProperties || undefined;
    const own = { path, type: typeName(field), description: field.description ?? '' };
    if (key === 'rules' && field.type === 'object') {
      return [{ ...own, path: `${path}.ID`, type: alternatives(ruleLevels) }];
    }
    return [
      { ...own, path: below ? `${path}.DIRECTORY` : path },
      ...keysIn(field, `${path}.`),
      ...keysIn(field.items ?? {}, `${path}[].`),
    ];
  });
}

function typeName({ type, items, enum: words }: Schema): string {
  if (words) return alternatives(words);
  const names: Readonly<Record<string, string>> = {
    array: items?.type === 'object' ? 'list of maps' : 'list of texts',
    boolean: '`true` or `false`',
    object: 'map',
  };
  return names[type ?? ''] ?? 'text';
}

function alternatives(words: readonly string[]): string {
  const quoted = words.map((word) => `\`${word}\``);
  return `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}

/** The rules by id, so that editors complete them in the settings. */
function manifestWithRules(): string {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const setting = manifest.contributes.configuration.properties['fluxTenancy.rules'];
  setting.properties = levelSchemas();
  setting.additionalProperties = false;
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function withGenerated(path: string, name: string, text: string, indentation = ''): string {
  return readFileSync(join(root, path), 'utf8').replace(
    new RegExp(`(<!-- ${name}:begin -->\\n)[\\s\\S]*(\\n${indentation}<!-- ${name}:end -->)`),
    (_whole, begin: string, end: string) => `${begin}${text}${end}`,
  );
}
