import { expect, test } from 'vitest';
import { faultText, withoutQuotes } from '../../server/host/fault-text.ts';

test.each([
  [messageOf(() => JSON.parse('pass: word')), 'Unexpected token'],
  [messageOf(() => JSON.parse('{"password": hunter2}')), 'Unexpected token'],
  [messageOf(() => new RegExp(['(', 'hunter2/x'].join(''))), 'Invalid regular expression: …'],
  [messageOf(() => structuredClone(Symbol('x'))), 'could not be cloned'],
  ["Cannot read properties of undefined (reading 'span')", "(reading 'span')"],
  ['first\nhunter2', 'first'],
  ['an open "hunter2', 'an open …'],
  ['an open `hunter2', 'an open …'],
])('%#: what a message quotes is left out', (message, kept) => {
  const text = withoutQuotes(message);
  expect(text).toContain(kept);
  expect(text).not.toMatch(/hunter2|word/);
  expect(withoutQuotes('x'.repeat(5000)).length).toBeLessThan(400);
});

test('an error is its name, its message and where it was thrown; anything else says nothing', () => {
  expect(faultText(new TypeError('no `x`'))).toMatch(/^TypeError: no …\n {4}at .*fault-text\.test/);
  expect(faultText('hunter2')).not.toContain('hunter2');
});

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof Error) return error.message;
  }
  throw new Error('nothing was thrown');
}
