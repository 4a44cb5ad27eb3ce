import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RuleMeta, rules } from '../server/core/index.ts';
import { parseScenario, renderScenario } from '../test/support/scenario.ts';

const root = join(import.meta.dirname, '..');

/** All documentation that is made from the rules and their scenarios, by path from the repository's root. */
export function generatedDocs(): ReadonlyMap<string, string> {
  const pages = rules.map(({ meta }) => [`docs/rules/${meta.id}.md`, pageOf(meta)] as const);
  return new Map([...pages, ['README.md', readmeWithTable()]]);
}

function pageOf(meta: RuleMeta): string {
  const sections = [
    `# ${meta.id}`,
    `<!-- Generated from server/core/rules/${meta.id}.ts by \`npm run docs\`. -->`,
    `${meta.title}.`,
    tableOf(meta),
    `## Why it matters\n\n${meta.why}`,
    `## What to do\n\n${meta.remedy}`,
    `## Flagged\n\n${example(meta.id, 'flagged')}`,
    `## Clean\n\n${example(meta.id, 'clean')}`,
    `## What Flux says\n\n${meta.errors.map((error) => fenced('text', error)).join('\n\n')}`,
    `## To accept it in one place\n\n${fenced('yaml', `# flux-tenancy-ignore ${meta.id}: the reason`)}`,
    `## References\n\n${meta.references.map((url) => `- <${url}>`).join('\n')}`,
  ];
  return `${sections.join('\n\n')}\n`;
}

function tableOf(meta: RuleMeta): string {
  const kinds = meta.reads.map(({ group, kind }) => [kind, ` (${group || 'core'})`].join(''));
  return [
    '| | |',
    '|---|---|',
    `| Boundary | ${meta.boundary} |`,
    `| Severity | ${meta.severity}, unless the case says otherwise |`,
    `| Fix | ${meta.fix} |`,
    `| Looks at | ${kinds.join(', ')} |`,
    `| Since | ${meta.since} |`,
  ].join('\n');
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

function readmeWithTable(): string {
  const rows = rules.map(
    ({ meta }) =>
      `| [\`${meta.id}\`](docs/rules/${meta.id}.md) | ${meta.title} | ${meta.severity} | ${meta.fix} |`,
  );
  const table = ['| Rule | Finds | Severity | Fix |', '|---|---|---|---|', ...rows].join('\n');
  return readFileSync(join(root, 'README.md'), 'utf8').replace(
    /(<!-- rules:begin -->\n)[\s\S]*(\n<!-- rules:end -->)/,
    (_whole, begin: string, end: string) => `${begin}${table}${end}`,
  );
}
