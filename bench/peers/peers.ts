import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { type BenchDocument, documents } from '../lsp/documents.ts';

/** Another language server, as it comes from npm. */
export interface Peer {
  readonly variant: string;
  readonly command: readonly string[];
  readonly language: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly documents: () => readonly BenchDocument[];
}

const modules = join(import.meta.dirname, 'node_modules');

const known: readonly Peer[] = [
  {
    variant: 'yaml-language-server 2.0.0',
    command: [join(modules, 'yaml-language-server', 'bin', 'yaml-language-server'), '--stdio'],
    language: 'yaml',
    // Without schemas: those of its catalogue are on the network.
    settings: {
      yaml: { validate: true, hover: true, completion: true, schemaStore: { enable: false } },
    },
    documents: () => documents().map(withDoubledKey),
  },
  {
    variant: 'vscode-json-language-server 4.10.0',
    command: [
      join(modules, 'vscode-langservers-extracted', 'bin', 'vscode-json-language-server'),
      '--stdio',
    ],
    language: 'json',
    settings: { json: { validate: { enable: true } } },
    documents: () => documents().map(asJson),
  },
];

/** Those that were installed by `npm run bench:peers`. */
export function installedPeers(): readonly Peer[] {
  return known.filter(({ command }) => existsSync(command[0] ?? ''));
}

/** A mistake that every YAML server reports: the key above once more. */
function withDoubledKey(document: BenchDocument): BenchDocument {
  const { broken, toggle } = document;
  const lines = broken.split('\n');
  const line = lines[toggle.line] ?? '';
  const whole = `${line.slice(0, toggle.character)}l${line.slice(toggle.character + 1)}`;
  lines.splice(toggle.line, 1, whole, '  interval: 1m');
  return {
    ...document,
    broken: lines.join('\n'),
    source: { ...document.source, line: document.source.line + 1 },
    toggle: { line: toggle.line + 1, character: toggle.character, good: 'x', bad: 'l' },
  };
}

/** The same objects as JSON, with a comma in the middle that is there or not. */
function asJson(document: BenchDocument): BenchDocument {
  const objects = parseAllDocuments(document.broken).map((each) => each.toJS());
  const lines = JSON.stringify(objects, null, 2).split('\n');
  const middle = Math.floor(lines.length / 2);
  const line = lines.findIndex((each, index) => index >= middle && each.endsWith(','));
  const character = (lines[line] ?? '').length - 1;
  lines[line] = `${lines[line]?.slice(0, character)} `;
  return {
    ...document,
    language: 'json',
    broken: lines.join('\n'),
    toggle: { line, character, good: ',', bad: ' ' },
  };
}
