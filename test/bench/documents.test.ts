import { describe, expect, test } from 'vitest';
import { documents } from '../../bench/lsp/documents.ts';
import { analyze, Workspace } from '../../server/core/index.ts';

describe.each(documents().map((document) => [document.name, document] as const))(
  'the text of %s',
  (_name, { broken, toggle, object, source }) => {
    const lines = broken.split('\n');

    test('has its mistake where it says', () => {
      const whole = lines.with(
        toggle.line,
        (lines[toggle.line] ?? '').slice(0, toggle.character) +
          toggle.good +
          (lines[toggle.line] ?? '').slice(toggle.character + 1),
      );
      expect(rulesIn(broken)).toContain('unknown-field');
      expect(rulesIn(whole.join('\n'))).not.toContain('unknown-field');
    });

    test('knows where its object and its source are named', () => {
      expect(lines[object.line]?.slice(0, object.character)).toBe('  name: ');
      expect(lines[source.line]?.slice(0, source.character)).toBe('        name: ');
    });
  },
);

test('the texts have their sizes', () => {
  const sizes = documents().map(({ broken }) => Math.round(broken.length / 1000));
  expect(sizes).toEqual([1, 50, 1000, 1000]);
});

function rulesIn(text: string): readonly string[] {
  const workspace = new Workspace();
  const { diagnostics } = analyze(workspace.applyChanges([{ file: 'a.yaml', text }]));
  return (diagnostics.get('a.yaml') ?? []).map(({ rule }) => rule);
}
