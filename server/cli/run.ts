import { parseArguments } from './arguments.ts';
import { check } from './check.ts';
import { ConfigurationError } from './configuration-error.ts';
import type { Parts, Session, Surroundings } from './environment.ts';
import { ExitCode } from './exit-code.ts';
import { explain } from './explain.ts';
import { objects } from './objects.ts';
import { Output } from './output.ts';
import { standardParts } from './parts.ts';
import type { Request } from './request.ts';
import { tenants } from './tenants.ts';
import { UsageError } from './usage-error.ts';
import { visible } from './visible-text.ts';

/** Carries out a command line (without Node's own arguments) and returns the exit code. Never throws. */
export async function run(
  args: readonly string[],
  surroundings: Surroundings,
  parts: Parts = standardParts,
): Promise<ExitCode> {
  const stdout = new Output(surroundings.stdout);
  const stderr = new Output(surroundings.stderr);
  try {
    return await execute(parseArguments(args), { ...parts, stdout, stderr, surroundings });
  } catch (error) {
    if (error instanceof UsageError) {
      stderr.write(`flux-tenancy: ${visible(error.message)}\n`);
      return ExitCode.usage;
    }
    if (error instanceof ConfigurationError) {
      for (const problem of error.problems) stderr.write(`flux-tenancy: ${visible(problem)}\n`);
      return ExitCode.usage;
    }
    const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
    stderr.write(`flux-tenancy failed, which is a mistake in flux-tenancy itself: ${details}\n`);
    return ExitCode.incomplete;
  }
}

async function execute(request: Request, session: Session): Promise<ExitCode> {
  switch (request.command) {
    case 'check':
      return check(request, session);
    case 'tenants':
      return tenants(request, session);
    case 'objects':
      return objects(request, session);
    case 'explain':
      return explain(request, session);
    case 'lsp':
      await session.serve();
      return ExitCode.clean;
    case 'print':
      session.stdout.write(request.text);
      return ExitCode.clean;
  }
}
