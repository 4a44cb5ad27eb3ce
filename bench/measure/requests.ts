import type { Editor } from '../lsp/editor.ts';
import type { LanguageServer } from '../lsp/language-server.ts';
import type { Session } from './session.ts';

interface Asked {
  readonly server: LanguageServer;
  readonly editor: Editor;
  readonly metric: string;
}

const requests = [
  { name: 'hover', method: 'textDocument/hover', capability: 'hoverProvider' },
  { name: 'completion', method: 'textDocument/completion', capability: 'completionProvider' },
  { name: 'definition', method: 'textDocument/definition', capability: 'definitionProvider' },
  { name: 'symbols', method: 'textDocument/documentSymbol', capability: 'documentSymbolProvider' },
  { name: 'actions', method: 'textDocument/codeAction', capability: 'codeActionProvider' },
] as const;

/** How often one thing is asked at most. */
const most = 20;

/** What an editor asks while somebody reads and writes: about the object with the mistake, and about the mistake. */
export async function measureRequests(
  { recorder, profile }: Session,
  variant: string,
  asked: Asked,
): Promise<void> {
  const { server, editor, metric } = asked;
  await editor.breakIt();
  for (const { name, method, capability } of requests) {
    if (!server.capabilities[capability]) {
      recorder.gap(variant, `${metric}.${name}`, 'the server does not offer it');
      continue;
    }
    const params = { textDocument: { uri: editor.uri }, ...whatFor(name, asked) };
    for (let done = 0; done < Math.min(most, profile.edits); done++) {
      const start = performance.now();
      await server.request(method, params);
      recorder.add(variant, `${metric}.${name}`, 'ms', performance.now() - start);
    }
  }
}

function whatFor(name: (typeof requests)[number]['name'], { server, editor }: Asked): object {
  const { object, source, toggle } = editor.document;
  const diagnostics = server.diagnosticsOf(editor.uri);
  switch (name) {
    case 'hover':
      return { position: object };
    case 'definition':
      return { position: source };
    case 'completion':
      return { position: { line: toggle.line, character: toggle.character } };
    case 'symbols':
      return {};
    case 'actions': {
      const shown = diagnostics.slice(0, 1);
      const nowhere = { start: object, end: object };
      return { range: shown[0]?.range ?? nowhere, context: { diagnostics: shown } };
    }
  }
}
