import { generateSchemas } from '../../scripts/schema/generate.mjs';

/** Runs before all tests. */
export function setup(): Promise<void> {
  return generateSchemas();
}
