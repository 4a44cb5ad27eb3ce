import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { explain as explainText, longestMessage } from '../core/index.ts';
import { describeExplanation } from './describe-explanation.ts';
import type { Session } from './environment.ts';
import type { ExitCode } from './exit-code.ts';
import { readInput } from './input.ts';
import { printModel } from './print-model.ts';
import { prettyExplanation } from './report-pretty-explain.ts';
import type { ExplainRequest } from './request.ts';
import { UsageError } from './usage-error.ts';

/** Explains a message by the workspace at PATH; fails if it is not recognised. */
export async function explain(request: ExplainRequest, session: Session): Promise<ExitCode> {
  forbidMessageAsPath(request, session.surroundings.cwd);
  const text = request.message ?? (await readInput(session.surroundings.stdin, longestMessage));
  if (text === undefined || text.trim() === '') throw new UsageError(howToGive(text));
  return printModel(request, session, {
    describe: (snapshot, locator) =>
      describeExplanation(explainText(snapshot, session.analyze(snapshot), text), locator),
    pretty: prettyExplanation,
    verdict: ({ messages }, snapshot) => ({
      incomplete: session.analyze(snapshot).crashes.length > 0,
      failed: messages.length === 0,
    }),
  });
}

/** A message in the place of PATH is taken for one, instead of waiting for another. */
function forbidMessageAsPath({ path, message }: ExplainRequest, cwd: string): void {
  if (message !== undefined || !/\s/.test(path) || existsSync(resolve(cwd, path))) return;
  throw new UsageError(
    `there is no file or directory "${path}"; if that is the message, write --message in front of it`,
  );
}

function howToGive(text: string | undefined): string {
  const problem = text === undefined ? 'there is no message' : 'the message is empty';
  return `${problem}; pipe one in, as in: kubectl get kustomizations -A | flux-tenancy explain, or write --message "…"`;
}
