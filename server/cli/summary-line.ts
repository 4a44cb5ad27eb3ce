import type { CheckOutput } from './check-output.ts';
import type { Style } from './style.ts';
import { count } from './words.ts';

/** The last line of a report: what was found, or what was checked if nothing was. */
export function summaryLine({ summary, diagnostics }: CheckOutput, style: Style): string {
  const { errors, warnings, infos, suppressed } = summary;
  const tenants = count(summary.tenants, 'tenant');
  const silenced = suppressed > 0 ? ` · ${suppressed} suppressed` : '';
  if (diagnostics.length === 0) {
    return `no findings · ${count(summary.files, 'file')}, ${tenants}${silenced}`;
  }
  const found = [
    errors > 0 ? style.error(count(errors, 'error')) : '',
    warnings > 0 ? style.warning(count(warnings, 'warning')) : '',
    infos > 0 ? style.info(count(infos, 'info')) : '',
  ].filter((part) => part !== '');
  const affected = new Set(diagnostics.map(({ file }) => file)).size;
  const place = `in ${affected} of ${count(summary.files, 'file')}`;
  return `${found.join(', ')} ${place} · ${tenants}${silenced}`;
}
