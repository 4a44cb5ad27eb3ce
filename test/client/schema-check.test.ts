import { expect, test } from 'vitest';
import { withSchemaCheck } from '../../client/schema-check.ts';

test('only `auto` depends on what other extensions do', () => {
  expect(withSchemaCheck({ schemaCheck: 'auto', rules: {} }, true)).toEqual({
    schemaCheck: 'off',
    rules: {},
  });
  expect(withSchemaCheck({ schemaCheck: 'auto' }, false)).toEqual({ schemaCheck: 'auto' });
  expect(withSchemaCheck({ schemaCheck: 'on' }, true)).toEqual({ schemaCheck: 'on' });
  for (const settings of [null, undefined, {}, 'auto', ['auto']]) {
    expect(withSchemaCheck(settings, true)).toBe(settings);
  }
});
