import { expect, test } from 'vitest';
import { belowAny } from '../../server/lsp/stale-paths.ts';

const paths = ['', 'a', 'a/b', 'a/b/c', 'ab', 'a/bc', 'b/a', 'b'];

test.each([[[]], [['']], [['a']], [['a/b', 'b']], [['a/b/c']]])(
  'what lies below %j is told alike among few and many paths',
  (ancestors) => {
    const others = Array.from({ length: 20 }, (_, index) => `other/${index}`);
    const expected = paths.filter((path) =>
      ancestors.some((each) => each === '' || path === each || path.startsWith(`${each}/`)),
    );
    expect(paths.filter(belowAny(ancestors))).toEqual(expected);
    expect(paths.filter(belowAny([...ancestors, ...others]))).toEqual(expected);
  },
);
