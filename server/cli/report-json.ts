import type { CheckOutput } from './check-output.ts';
import type { TenantsOutput } from './tenants-output.ts';
import { visibleJson } from './visible-text.ts';

/** The report for other programs. */
export function jsonReport(output: CheckOutput | TenantsOutput): string {
  return `${visibleJson(JSON.stringify(output, undefined, 2))}\n`;
}
