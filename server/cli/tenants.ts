import { describeTenants } from './describe-tenants.ts';
import type { Session } from './environment.ts';
import type { ExitCode } from './exit-code.ts';
import { printModel } from './print-model.ts';
import { prettyTenants } from './report-pretty-tenants.ts';
import type { TenantsRequest } from './request.ts';
import { whyNoTenants } from './silence.ts';

/** Prints the tenants of the workspace at PATH. */
export function tenants(request: TenantsRequest, session: Session): Promise<ExitCode> {
  return printModel(request, session, {
    describe: describeTenants,
    pretty: (output, { style, snapshot }) =>
      prettyTenants(output, { style, silence: whyNoTenants(snapshot) }),
  });
}
