import { faultText } from '../host/fault-text.ts';
import { type Faults, placeOf } from './faults.ts';
import { ResponseError } from './message.ts';
import type { CancellationToken } from './message-connection.ts';
import { ErrorCodes } from './protocol-values.ts';

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
      logError(`${name} failed: ${faultText(error)}`);
      return fallback;
    }
  };
}

/** The same for what happens by itself, such as timers. */
export function guardedRun(logError: LogError, name: string, run: () => void): void {
  try {
    run();
  } catch (error) {
    logError(`${name} failed: ${faultText(error)}`);
  }
}

/**
 * Wraps what answers a request. A fault is noted with its place and answered with an error, so that no client takes
 * nothing for an answer.
 */
export function answering<P, R>(
  faults: Faults,
  name: string,
  handle: (params: P, token: CancellationToken) => Promise<R>,
): (params: P, token: CancellationToken) => Promise<R> {
  return async (params, token) => {
    try {
      return await handle(params, token);
    } catch (error) {
      faults.note(name, error, placeOf(params));
      throw new ResponseError(ErrorCodes.InternalError, `${name} failed; see the log`);
    }
  };
}
