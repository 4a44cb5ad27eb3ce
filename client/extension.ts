import type { ExtensionContext } from 'vscode';
import type { Api, Session } from './start.ts';

let session: Session | undefined;

/**
 * Entry on the desktop, on remote machines and in browsers. Nearly all of the client is the library that speaks the
 * protocol, so there is one bundle for all of them; what a platform does not have is not loaded there.
 */
export async function activate(context: ExtensionContext): Promise<Api> {
  const { startSession } = isInWebWorker()
    ? await import('./extension.browser.ts')
    : await import('./extension.node.ts');
  session = startSession(context);
  return session.api;
}

export function deactivate(): Promise<void> | undefined {
  return session?.stop();
}

/** Where there is no Node, extensions run in a web worker. */
function isInWebWorker(): boolean {
  return 'WorkerGlobalScope' in globalThis;
}
