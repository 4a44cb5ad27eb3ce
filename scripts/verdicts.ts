/**
 * npm run verdicts: lists every error and warning that real repositories get, with what somebody said who has read the
 * manifest, and brings test/corpus/verdicts.tsv in step: what is new there is `unread`. Needs the corpus beside the checkout.
 */
import { writeFileSync } from 'node:fs';
import { findingsIn, hasCorpus, repositories } from '../test/support/corpus.ts';
import {
  keyOf,
  printVerdicts,
  readVerdicts,
  type Verdict,
  verdictsFile,
} from '../test/support/verdicts.ts';

if (!hasCorpus) {
  console.error('There are no repositories beside this checkout, so there is nothing to judge.');
  process.exit(1);
}
const known = readVerdicts();
const all: Verdict[] = [];
for (const repository of repositories()) {
  for (const finding of findingsIn(repository)) {
    if (finding.severity === 'info') continue;
    const { message, ...place } = finding;
    const said = known.get(keyOf(finding));
    all.push({ ...place, verdict: said?.verdict ?? 'unread', why: said?.why ?? '' });
    if (!said) console.log(`${keyOf(finding)} ${finding.severity}: ${message}`);
  }
}
writeFileSync(verdictsFile, printVerdicts(all));
const count = (verdict: Verdict['verdict']) =>
  all.filter((each) => each.verdict === verdict).length;
console.log(`${count('right')} right, ${count('wrong')} wrong, ${count('unread')} unread`);
