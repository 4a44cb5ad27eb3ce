import { commands, type LogOutputChannel, window } from 'vscode';
import { CloseAction, ErrorAction, type ErrorHandler } from 'vscode-languageclient';
import { ServerKeeper } from './server-keeper.ts';

const showOutput = 'Show Output';
const restart = 'Restart Server';

/** A keeper that tells people through the editor. */
export function serverKeeper(log: LogOutputChannel): ServerKeeper {
  return new ServerKeeper({
    now: () => performance.now(),
    tell: (message) => tell(message, log),
    tellThatItStaysDown: (message) => tellThatItStaysDown(message, log),
  });
}

/** Lets the keeper decide whether a server that ended is started again. Every end goes to the output channel. */
export function crashHandler(library: ErrorHandler, keeper: ServerKeeper): ErrorHandler {
  return {
    async error(error, message, count) {
      keeper.noteFailure(error.message);
      // Without a count it is not the connection that failed but what runs behind it, such as a web worker's script.
      if (count === undefined) return { action: ErrorAction.Continue, handled: true };
      const { action } = await library.error(error, message, count);
      return { action, handled: true };
    },
    closed() {
      return keeper.noteEnd()
        ? {
            action: CloseAction.Restart,
            message: 'The server has ended. Restarting.',
            handled: true,
          }
        : {
            action: CloseAction.DoNotRestart,
            message: 'The server keeps ending. It stays down.',
            handled: true,
          };
    },
  };
}

async function tell(message: string, log: LogOutputChannel): Promise<void> {
  if (await window.showWarningMessage(message, showOutput)) log.show();
}

async function tellThatItStaysDown(message: string, log: LogOutputChannel): Promise<void> {
  const choice = await window.showErrorMessage(message, restart, showOutput);
  if (choice === restart) await commands.executeCommand('fluxTenancy.restartServer');
  if (choice === showOutput) log.show();
}
