import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Document, parseAllDocuments } from 'yaml';
import { analyze, type Snapshot, tenantViews, Workspace } from '../server/core/index.ts';
import { expandSnippet } from './support/expand-snippet.ts';

interface Snippet {
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}

const file = join(import.meta.dirname, '..', 'snippets', 'flux-tenancy.code-snippets');
const snippets = Object.values<Snippet>(JSON.parse(readFileSync(file, 'utf8')));
const isComment = ({ prefix }: Snippet) => prefix === 'flux-tenancy-ignore';
const manifests = snippets.filter((snippet) => !isComment(snippet));

describe('snippets', () => {
  test('have prefixes of their own', () => {
    expect(new Set(snippets.map(({ prefix }) => prefix)).size).toBe(snippets.length);
  });

  test.each(snippets)('$prefix says what it is for', ({ prefix, description }) => {
    expect(prefix).toMatch(/^flux-[a-z-]+$/);
    expect(description).not.toBe('');
  });

  test.each(manifests)('$prefix is made of whole objects', (snippet) => {
    for (const document of parseAllDocuments(expanded(snippet))) {
      expect(errorsOf(document)).toEqual([]);
      expect(document.toJS()).toMatchObject({
        apiVersion: expect.stringMatching(/./),
        kind: expect.stringMatching(/./),
        metadata: { name: expect.stringMatching(/./) },
      });
    }
  });

  test.each(manifests)('$prefix asks for the name of the tenant once', ({ body }) => {
    const text = expandSnippet(body.join('\n'), { 1: 'team-blue' });
    expect(text).toContain('team-blue');
    expect(text).not.toContain('dev-team');
  });

  test.each(manifests)('$prefix leaves a tenant without problems', (snippet) => {
    const files = { 'tenant.yaml': tenantText(), 'inserted.yaml': expanded(snippet) };
    if (snippet.prefix === 'flux-tenant') files['tenant.yaml'] = '';
    expect(problemsOf(snapshotOf(files))).toEqual([]);
  });

  test('together they leave a tenant without problems', () => {
    const texts = Object.fromEntries(
      manifests.map((snippet) => [`${snippet.prefix}.yaml`, expanded(snippet)]),
    );
    expect(problemsOf(snapshotOf(texts))).toEqual([]);
  });

  test('flux-tenant makes one tenant with everything that belongs to one', () => {
    const tenants = tenantViews(snapshotOf({ 'tenant.yaml': tenantText() }));
    expect(tenants).toMatchObject([
      {
        name: 'dev-team',
        confidence: 'proven',
        namespaces: [{ name: 'dev-team' }],
        kustomizations: [{ name: 'dev-team', namespace: 'dev-team' }],
        sources: [{ kind: 'GitRepository', name: 'dev-team', namespace: 'dev-team' }],
        serviceAccounts: [{ name: 'dev-team', namespace: 'dev-team' }],
        bindings: [{ namespace: 'dev-team' }],
      },
    ]);
  });

  test('flux-tenancy-ignore silences the rule it is given', () => {
    const body = snippets.find(isComment)?.body.join('\n') ?? '';
    const comment = expandSnippet(body, { 1: 'missing-service-account' });
    const faulty = tenantText().replace('  serviceAccountName: dev-team\n', '');
    const snapshot = snapshotOf({ 'tenant.yaml': faulty });
    const [finding] = analyze(snapshot).diagnostics.get('tenant.yaml') ?? [];
    expect(finding?.rule).toBe('missing-service-account');
    const lineStart = faulty.lastIndexOf('\n', finding?.span.start) + 1;
    const ignored = `${faulty.slice(0, lineStart)}${comment}\n${faulty.slice(lineStart)}`;
    expect(problemsOf(snapshotOf({ 'tenant.yaml': ignored }))).toEqual([]);
  });
});

function tenantText(): string {
  const [tenant] = snippets.filter(({ prefix }) => prefix === 'flux-tenant');
  expect(tenant).toBeDefined();
  return tenant ? expanded(tenant) : '';
}

const expanded = ({ body }: Snippet): string => expandSnippet(body.join('\n'));

const errorsOf = (document: Document): readonly string[] =>
  [...document.errors, ...document.warnings].map(({ message }) => message);

function snapshotOf(files: Readonly<Record<string, string>>): Snapshot {
  return new Workspace().applyChanges(
    Object.entries(files).map(([name, text]) => ({ file: name, text })),
  );
}

/** Errors and warnings, and whatever kept the engine from looking. */
function problemsOf(snapshot: Snapshot): readonly string[] {
  const { diagnostics, crashes, notes } = analyze(snapshot);
  const serious = [...diagnostics.values()].flat().filter(({ severity }) => severity !== 'info');
  return [
    ...serious.map(({ rule, message }) => `${rule}: ${message}`),
    ...crashes.map(({ rule, message }) => `${rule} crashed: ${message}`),
    ...notes.map(({ message }) => message),
  ];
}
