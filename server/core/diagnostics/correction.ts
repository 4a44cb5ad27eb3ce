import type { ConfigurationProblem } from '../config/shape.ts';
import { type Fix, fix } from '../fixes/fix.ts';
import { quote } from '../text/quote.ts';

/** The fix that writes what was probably meant in place of a mistyped name; none where that is not known. */
export function correctionsOf({
  span,
  meant,
}: Pick<ConfigurationProblem, 'span' | 'meant'>): readonly Fix[] {
  const correction =
    meant === undefined ? undefined : fix(`Change to ${quote(meant)}`, [{ span, newText: meant }]);
  return correction ? [correction] : [];
}
