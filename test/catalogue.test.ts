import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../server/core/index.ts';

/** The catalogue that the rules were written from, where it lies beside the checkout. */
const catalogue = join(import.meta.dirname, '../../shared/design/flux-facts.md');

describe.skipIf(!existsSync(catalogue))('the catalogue (skipped where it is missing)', () => {
  test('each of its rules is one of ours, or stands among those that were merged or left out', () => {
    const text = readFileSync(catalogue, 'utf8');
    const [, section = ''] = text.split('## 8. Rule catalogue');
    const [tables = ''] = section.split('\n**Suggested first-release set');
    const named = [...tables.matchAll(/^\| ((?:`[a-z-]+`(?:, | \/ )?)+)/gm)].flatMap(([, ids]) =>
      [...(ids ?? '').matchAll(/`([a-z-]+)`/g)].map(([, id = '']) => id),
    );
    const page = readFileSync(join(import.meta.dirname, '../docs/rules/README.md'), 'utf8');
    const ours = new Set(rules.map(({ meta }) => meta.id));
    expect(named.length).toBeGreaterThan(80);
    expect(named.filter((id) => !ours.has(id) && !page.includes(`\`${id}\``))).toEqual([]);
  });
});
