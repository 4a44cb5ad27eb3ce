import { commands, type LogOutputChannel, window } from 'vscode';
import { CloseAction, ErrorAction, type ErrorHandler } from 'vscode-languageclient';

const showOutput = 'Show Output';
const restart = 'Restart Server';

/**
 * Lets the library decide whether a crashed server is started again. Every crash goes to the output channel; the user
 * is told of the first one, and when it stays down.
 */
export function crashHandler(library: ErrorHandler, log: LogOutputChannel): ErrorHandler {
  let isTold = false;
  const tellOnce = (message: string) => {
    if (!isTold) tell(message, log);
    isTold = true;
  };
  return {
    async error(error, message, count) {
      tellOnce(`Flux Tenancy's language server has failed: ${error.message}`);
      // Without a count it is not the connection that failed but what runs behind it, such as a web worker's script.
      if (count === undefined) return { action: ErrorAction.Continue, handled: true };
      const { action } = await library.error(error, message, count);
      return { action, handled: true };
    },
    async closed() {
      const { action } = await library.closed();
      if (action === CloseAction.Restart) {
        tellOnce("Flux Tenancy's language server stopped unexpectedly and was started again.");
        return { action, message: 'The server stopped unexpectedly. Restarting.', handled: true };
      }
      tellThatItStaysDown(log);
      return { action, message: 'The server keeps stopping. It stays down.', handled: true };
    },
  };
}

async function tell(message: string, log: LogOutputChannel): Promise<void> {
  if (await window.showWarningMessage(message, showOutput)) log.show();
}

async function tellThatItStaysDown(log: LogOutputChannel): Promise<void> {
  const message = "Flux Tenancy's language server keeps stopping and is not started again.";
  const choice = await window.showErrorMessage(message, restart, showOutput);
  if (choice === restart) await commands.executeCommand('fluxTenancy.restartServer');
  if (choice === showOutput) log.show();
}
