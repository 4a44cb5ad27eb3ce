import type { InitializeParams } from 'vscode-languageserver';

/** What the client can do, as far as we make use of it. */
export interface Abilities {
  readonly readsFiles: boolean;
  readonly answersConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  readonly changesFolders: boolean;
  readonly showsProgress: boolean;
  readonly versionedEdits: boolean;
  readonly createsFiles: boolean;
  readonly deletesFiles: boolean;
  readonly snippetEdits: boolean;
  readonly codeActionLiterals: boolean;
  readonly resolvesEdits: boolean;
  readonly markdownHover: boolean;
}

/** Reads the client's capabilities once, so that the rest of the server need not know their shape. */
export function abilitiesOf({ capabilities, initializationOptions }: InitializeParams): Abilities {
  const { workspace, window, textDocument } = capabilities;
  const edit = workspace?.workspaceEdit;
  const action = textDocument?.codeAction;
  return {
    readsFiles: fieldOf(initializationOptions, 'fileAccess') === 'client',
    answersConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    changesFolders: workspace?.workspaceFolders === true,
    showsProgress: window?.workDoneProgress === true,
    versionedEdits: edit?.documentChanges === true,
    createsFiles: edit?.resourceOperations?.includes('create') === true,
    deletesFiles: edit?.resourceOperations?.includes('delete') === true,
    snippetEdits: edit?.documentChanges === true && edit.snippetEditSupport === true,
    codeActionLiterals: action?.codeActionLiteralSupport !== undefined,
    resolvesEdits:
      action?.dataSupport === true && action.resolveSupport?.properties.includes('edit') === true,
    markdownHover: textDocument?.hover?.contentFormat?.includes('markdown') === true,
  };
}

/** A field of something that came from outside, where nothing is known of its type. */
export function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return new Map<string, unknown>(Object.entries(value)).get(name);
}
