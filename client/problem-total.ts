import { type DiagnosticCollection, DiagnosticSeverity, Disposable, languages } from 'vscode';
import type { ProblemCount } from '../server/lsp/protocol.ts';
import { noProblems } from './problem-count.ts';

const moment = 100;

/** All findings the server has published, those outside every tenant included. */
export function totalProblems(diagnostics: DiagnosticCollection | undefined): ProblemCount {
  if (!diagnostics) return noProblems;
  const total = { errors: 0, warnings: 0, infos: 0 };
  for (const [, findings] of diagnostics) {
    for (const { severity } of findings) {
      if (severity === DiagnosticSeverity.Error) total.errors++;
      else if (severity === DiagnosticSeverity.Warning) total.warnings++;
      else total.infos++;
    }
  }
  return total;
}

/** Calls back a moment after findings have changed: they come file by file. */
export function whenProblemsChange(then: () => void): Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listener = languages.onDidChangeDiagnostics(() => {
    timer ??= setTimeout(() => {
      timer = undefined;
      then();
    }, moment);
  });
  return Disposable.from(listener, new Disposable(() => clearTimeout(timer)));
}
