import { describeObjects } from './describe-objects.ts';
import type { Session } from './environment.ts';
import type { ExitCode } from './exit-code.ts';
import { printModel } from './print-model.ts';
import { prettyObjects } from './report-pretty-objects.ts';
import type { ObjectsRequest } from './request.ts';

/** Prints every manifest of the workspace at PATH with what becomes of it. */
export function objects(request: ObjectsRequest, session: Session): Promise<ExitCode> {
  return printModel(request, session, {
    describe: describeObjects,
    pretty: (output, { style }) => prettyObjects(output, style),
  });
}
