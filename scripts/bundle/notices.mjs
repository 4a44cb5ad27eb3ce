// The licences of the packages whose code is in a bundle, which ask to be passed on with it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromRoot } from '../toolchain/root.mjs';

const accepted = ['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause'];

/** One text for all packages that the bundles have taken something from. Throws where a licence is missing or another. */
export function noticesFor(metafiles) {
  const folders = new Set(metafiles.flatMap(packageFolders));
  const notices = [...folders].map(noticeOf).sort((a, b) => (a.title < b.title ? -1 : 1));
  const distinct = new Map(notices.map((notice) => [notice.title, notice]));
  const line = '-'.repeat(80);
  return [
    'Flux Tenancy contains code of these packages.\n',
    ...[...distinct.values()].map(({ title, text }) => `${line}\n${title}\n${line}\n\n${text}\n`),
  ].join('\n');
}

/** Where the code comes from that is left in the outputs. */
function packageFolders({ outputs }) {
  return Object.values(outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .flatMap(([file]) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []);
}

function noticeOf(folder) {
  const { name, version, license } = JSON.parse(
    readFileSync(fromRoot(folder, 'package.json'), 'utf8'),
  );
  if (!accepted.includes(license)) throw new Error(`${name} has the licence ${license}`);
  const file = readdirSync(fromRoot(folder)).find((each) => /^licen[cs]e/i.test(each));
  if (!file) throw new Error(`${name} brings no text of its licence along`);
  const text = readFileSync(join(fromRoot(folder), file), 'utf8').trim();
  return { title: `${name} ${version} (${license})`, text };
}
