import { type Disposable, extensions } from 'vscode';
import {
  type BaseLanguageClient,
  DidChangeConfigurationNotification,
  type Middleware,
} from 'vscode-languageclient';
import { schemaCheckers, withSchemaCheck } from './schema-check.ts';

/** Answers the server's questions for settings of a section, some of which are decided here. */
export function configurationMiddleware(section: string): Middleware {
  return {
    workspace: {
      configuration: async (params, token, next) => {
        const answers = await next(params, token);
        if (!Array.isArray(answers)) return answers;
        return answers.map((answer, index) =>
          params.items[index]?.section === section
            ? withSchemaCheck(answer, isCheckedElsewhere())
            : answer,
        );
      },
    },
  };
}

/** Lets the server ask again once extensions come or go. */
export function askAgainWithOtherExtensions(client: BaseLanguageClient): Disposable {
  let current = isCheckedElsewhere();
  return extensions.onDidChange(() => {
    if (isCheckedElsewhere() === current) return;
    current = !current;
    if (!client.isRunning()) return;
    client.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
  });
}

function isCheckedElsewhere(): boolean {
  return schemaCheckers.some((id) => extensions.getExtension(id) !== undefined);
}
