import type { CheckOutput } from './check-output.ts';
import type { ExplainOutput } from './explain-output.ts';
import type { ObjectsOutput } from './objects-output.ts';
import type { TenantsOutput } from './tenants-output.ts';
import { visibleJson } from './visible-text.ts';

type Report = CheckOutput | ExplainOutput | ObjectsOutput | TenantsOutput;

/** The report for other programs. */
export function jsonReport(output: Report): string {
  return `${visibleJson(JSON.stringify(output, undefined, 2))}\n`;
}
