import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Order, Report } from './worker.ts';

/** Cases that a worker gets at once. */
const casesPerOrder = 50;

/** Seconds after which a worker that says nothing is taken for hanging. */
const longestOrder = 180;
const longestCase = 30;

/** Times that a worker is given which the machine keeps from its work. */
const mostTries = 3;

/** A case that ended its worker, or never ended. */
export interface LostCase {
  readonly number: number;
  readonly why: string;
}

/** What somebody does with the results of a run while it goes on. */
export interface Listener {
  /** Signatures of failures that are known, so that they are not made smaller again. */
  known(): readonly string[];
  /** False to end the run. */
  report(worker: number, report: Report, order: Order): boolean;
  lost(lost: LostCase): void;
}

/** Runs cases from number 0 on in as many processes, until the listener has enough. */
export async function runCases(seed: number, workers: number, listener: Listener): Promise<void> {
  let next = 0;
  let goesOn = true;
  const work = async (index: number) => {
    const worker = new Worker();
    while (goesOn) {
      const from = next;
      next += casesPerOrder;
      const order = { seed, from, to: next, known: listener.known() };
      const report = await worker.carryOut(order, longestOrder);
      if (typeof report !== 'string') goesOn = listener.report(index, report, order) && goesOn;
      else if (!(await oneByOne(worker, index, order))) {
        listener.lost({ number: from, why: `${report}, but not when the cases come one by one` });
      }
    }
    worker.end();
  };
  /** Finds out which case of an order it was; false if none of them alone. */
  const oneByOne = async (worker: Worker, index: number, order: Order) => {
    let isFound = false;
    for (let number = order.from; number < order.to; number++) {
      const single = { ...order, from: number, to: number + 1 };
      const report = await worker.carryOut(single, longestCase);
      if (typeof report === 'string') {
        isFound = true;
        listener.lost({ number, why: report });
      } else goesOn = listener.report(index, report, single) && goesOn;
    }
    return isFound;
  };
  await Promise.all(Array.from({ length: workers }, (_, index) => work(index)));
}

/** A process that carries out orders; after one that was lost it is a new one. */
class Worker {
  #child: ChildProcess | undefined;

  /** The report, or why there is none. */
  async carryOut(order: Order, seconds: number): Promise<Report | string> {
    let result = await this.#try(order, seconds);
    for (let tries = 1; result === starved && tries < mostTries; tries++) {
      result = await this.#try(order, seconds);
    }
    return result;
  }

  #try(order: Order, seconds: number): Promise<Report | string> {
    this.#child ??= fork(join(import.meta.dirname, 'worker.ts'), {
      execArgv: ['--expose-gc', '--max-old-space-size=2048'],
    });
    const child = this.#child;
    const before = secondsOfWork(child);
    return new Promise((resolve) => {
      const done = (result: Report | string) => {
        clearTimeout(timer);
        child.removeAllListeners();
        if (typeof result === 'string') this.end();
        resolve(result);
      };
      const timer = setTimeout(() => {
        const isStarved = secondsOfWork(child) - before < seconds / 2;
        done(isStarved ? starved : `hangs: no answer in ${seconds} s`);
      }, seconds * 1000);
      child.once('message', (report: Report) => done(report));
      child.once('exit', (code, signal) => done(`ends the process with ${code ?? signal}`));
      child.send(order);
    });
  }

  end(): void {
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
  }
}

const starved = 'does not come to work';

/** How long a process has kept processors busy, or could have where the system does not tell. */
function secondsOfWork({ pid }: ChildProcess): number {
  try {
    // The name of the program, in brackets, may hold anything.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
  } catch {
    return performance.now() / 1000;
  }
}

/** What Linux counts in, whatever the machine. */
const ticksPerSecond = 100;
