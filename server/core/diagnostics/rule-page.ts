import { configurationRule } from './configuration-findings.ts';

/** Where the documentation is. */
const docs = 'https://github.com/flux-tenancy/flux-tenancy/blob/main/docs';

/** The page that explains a rule. */
export function pageOf(rule: string): string {
  const page = rule === configurationRule ? 'configuration' : `rules/${rule}`;
  return `${docs}/${page}.md`;
}
