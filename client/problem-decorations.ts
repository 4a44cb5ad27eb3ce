import {
  type Disposable,
  type FileDecoration,
  type FileDecorationProvider,
  ThemeColor,
  Uri,
  window,
} from 'vscode';
import type { ProblemCount } from '../server/lsp/protocol.ts';
import { describeProblems, seriousProblems } from './problem-count.ts';

const scheme = 'flux-tenancy-tree';

/**
 * A name for a row that the editor can decorate. The counts are part of it: other counts are another name, so there is
 * nothing to remember and nothing to announce. It names no file, which would bring that file's decorations along.
 */
export function decoratedUri(id: string, { errors, warnings, infos }: ProblemCount): Uri {
  return Uri.from({ scheme, path: `/${id}`, query: [errors, warnings, infos].join() });
}

/** Shows the counts as the explorer shows those of files. */
export function decorateProblems(): Disposable {
  const provider: FileDecorationProvider = {
    provideFileDecoration: (uri) => (uri.scheme === scheme ? decorationOf(uri) : undefined),
  };
  return window.registerFileDecorationProvider(provider);
}

function decorationOf(uri: Uri): FileDecoration | undefined {
  const [errors = 0, warnings = 0, infos = 0] = uri.query.split(',').map(Number);
  const count = seriousProblems({ errors, warnings, infos });
  if (count === 0) return undefined;
  return {
    // The editor shows two characters at most.
    badge: count > 9 ? '9+' : String(count),
    tooltip: describeProblems({ errors, warnings, infos }),
    color: new ThemeColor(errors > 0 ? 'list.errorForeground' : 'list.warningForeground'),
  };
}
