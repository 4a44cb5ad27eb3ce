/** Where faults of our own are written down, for people who look for them. */
export type LogError = (message: string) => void;

/** Wraps a handler so that a fault in it is logged, answered with a fallback, and ends nothing else. */
export function guarded<P extends readonly unknown[], R>(
  logError: LogError,
  name: string,
  fallback: R,
  handle: (...params: P) => R | Promise<R>,
): (...params: P) => Promise<R> {
  return async (...params) => {
    try {
      return await handle(...params);
    } catch (error) {
      logError(`${name} failed: ${textOf(error)}`);
      return fallback;
    }
  };
}

/** The same for what happens by itself, such as timers. */
export function guardedRun(logError: LogError, name: string, run: () => void): void {
  try {
    run();
  } catch (error) {
    logError(`${name} failed: ${textOf(error)}`);
  }
}

/** An error with where it came from, for the log. */
function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
