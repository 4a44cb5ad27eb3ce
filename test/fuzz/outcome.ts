/** Something that must not be. */
export interface Failure {
  /** What was being done: a step, or a rule. */
  readonly where: string;
  readonly message: string;
}

/** What became of one case. */
export class Outcome {
  documents = 0;
  findings = 0;
  fixes = 0;
  /** The longest step so far, in milliseconds of work. */
  slowest = 0;
  /** Whether the input is small enough for its time to be bounded. */
  bounded = true;
  readonly failures: Failure[] = [];
  readonly #longestStep: number;

  constructor(longestStep: number) {
    this.#longestStep = longestStep;
  }

  fail(where: string, message: string): void {
    this.failures.push({ where, message });
  }

  /** Does one thing; an error and too much work are failures. */
  step<T>(where: string, run: () => T): T | undefined {
    const start = performance.now();
    const startOfWork = process.cpuUsage();
    try {
      return run();
    } catch (error) {
      this.fail(
        where,
        error instanceof Error ? `${error.message}${frameOf(error)}` : String(error),
      );
      return undefined;
    } finally {
      const { user, system } = process.cpuUsage(startOfWork);
      // Other programs of the machine make time pass without work, other threads of the process make work without time.
      const time = Math.min(performance.now() - start, (user + system) / 1000);
      this.slowest = Math.max(this.slowest, time);
      if (time > this.#longestStep && this.bounded)
        this.fail(where, `${slow} (${time.toFixed(0)} ms)`);
    }
  }
}

const slow = 'takes too long';

export function isSlow({ message }: Failure): boolean {
  return message.startsWith(slow);
}

/** What two failures of one mistake have in common: the texts without what comes from the input. */
export function signatureOf({ where, message }: Failure): string {
  const plain = message.replace(/`[^`]*`|"[^"]*"|'[^']*'|\{.*\}|\d+/gs, '…');
  return `${where}: ${plain}`.slice(0, 200);
}

/** The innermost place in our own code. */
function frameOf({ stack }: Error): string {
  const frame = /at (\S+) .*server\/(core\/[^:]+:\d+)/.exec(stack ?? '');
  return frame ? ` in ${frame[1]} (${frame[2]})` : '';
}
