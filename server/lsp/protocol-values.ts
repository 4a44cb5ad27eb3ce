/**
 * Values of the Language Server Protocol under its own names. They are written down here because importing them would
 * bring along the whole library that defines them; of that we use the types, and a test that compares the values.
 */

export const CodeActionKind = { QuickFix: 'quickfix' } as const;
export const DiagnosticSeverity = { Error: 1, Warning: 2, Information: 3 } as const;
export const ErrorCodes = { MethodNotFound: -32601, InternalError: -32603 } as const;
export const FileChangeType = { Created: 1, Deleted: 3 } as const;
export const LSPErrorCodes = { RequestCancelled: -32800 } as const;
export const MarkupKind = { Markdown: 'markdown', PlainText: 'plaintext' } as const;
export const MessageType = { Error: 1, Warning: 2, Info: 3 } as const;
export const TextDocumentSyncKind = { Incremental: 2 } as const;
export const WatchKind = { Create: 1, Delete: 4 } as const;
