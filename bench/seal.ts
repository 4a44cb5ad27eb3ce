/**
 * npm run bench:seal: writes down what the generator makes now. Results from before a change of the seals cannot be
 * compared with those after it.
 */
import { join } from 'node:path';
import { writeJson } from './files.ts';
import { makeFleet, sealOf } from './fleet/fleets.ts';

const seals = Object.fromEntries(
  (['even', 'lifelike'] as const).flatMap((shape) =>
    [100, 1000, 10_000].map((tenants) => [
      `${shape}-${tenants}`,
      sealOf(makeFleet(shape, tenants)),
    ]),
  ),
);
writeJson(join(import.meta.dirname, 'fleet', 'seals.json'), seals);
