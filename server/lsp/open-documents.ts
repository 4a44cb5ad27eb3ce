import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Connection } from './connection.ts';

/** What happens to documents in the editor. */
export interface DocumentListener {
  readonly show: (document: TextDocument) => void;
  readonly hide: (uri: string) => void;
}

/** Follows the documents that are open in the editor, with every change. */
export function followDocuments(connection: Connection, { show, hide }: DocumentListener): void {
  const documents = new Map<string, TextDocument>();
  connection.onDidOpenTextDocument(({ textDocument }) => {
    const { uri, languageId, version, text } = textDocument;
    const document = TextDocument.create(uri, languageId, version, text);
    documents.set(uri, document);
    show(document);
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    const document = documents.get(uri);
    if (!document || contentChanges.length === 0) return;
    const changed = TextDocument.update(document, [...contentChanges], version);
    documents.set(uri, changed);
    show(changed);
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    if (documents.delete(uri)) hide(uri);
  });
}
