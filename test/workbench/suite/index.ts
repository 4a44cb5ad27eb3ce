import { writeFileSync } from 'node:fs';
import * as mochaModule from 'mocha';

// Mocha 12 exports its class by name; the published types still describe the class as the module itself.
const { Mocha } = mochaModule as unknown as { Mocha: typeof import('mocha') };

interface Outcome {
  readonly state: 'passed' | 'failed' | 'skipped';
  readonly title: string;
  readonly duration: number;
  readonly error?: string;
}

/** Called by VS Code in its extension host; a rejection is the window's exit code 1. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 20_000 });
  mocha.suite.emit('pre-require', globalThis, 'suite', mocha);
  // Only now, since a test file registers itself when it is loaded.
  await Promise.all([
    import('./diagnostics.test.ts'),
    import('./tenants.test.ts'),
    import('./snippets.test.ts'),
    import('./restart.test.ts'),
  ]);
  const outcomes = await outcomesOf(mocha);
  const file = process.env.FLUX_TENANCY_RESULTS;
  if (file) writeFileSync(file, JSON.stringify(outcomes));
  const failed = outcomes.filter((one) => one.state === 'failed').length;
  if (failed > 0) throw new Error(`${failed} of ${outcomes.length} tests failed.`);
}

/** A failed hook is an outcome too: it keeps the tests behind it from running. */
function outcomesOf(mocha: Mocha): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const note = (state: Outcome['state'], test: Mocha.Test, error?: Error) =>
    outcomes.push({
      state,
      title: test.fullTitle(),
      duration: test.duration ?? 0,
      ...(error && { error: error.stack ?? error.message }),
    });
  return new Promise((done) => {
    mocha
      .run(() => done(outcomes))
      .on('pass', (test) => note('passed', test))
      .on('fail', (test, error) => note('failed', test, error))
      .on('pending', (test) => note('skipped', test));
  });
}
