import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from './workbench.ts';

const contents = ['dist', 'media', 'schemas', 'snippets', 'l10n', 'package.nls.json'];

/**
 * A copy of the extension whose manifest has the browser's entry point only, so that the workbench runs it
 * where vscode.dev does: in a web worker, without Node.
 */
export function copyAsWebExtension() {
  const folder = mkdtempSync(join(tmpdir(), 'flux-tenancy-web-'));
  for (const name of contents.filter((one) => existsSync(join(repository, one)))) {
    cpSync(join(repository, name), join(folder, name), { recursive: true });
  }
  const manifest = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
  const { main: _, ...browserOnly } = manifest;
  writeFileSync(join(folder, 'package.json'), JSON.stringify(browserOnly));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
