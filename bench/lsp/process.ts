import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

/** What a process has used up so far. */
export interface Usage {
  /** Resident memory, in bytes. */
  readonly rss: number;
  /** Live objects and buffers, in bytes. */
  readonly heap: number;
  /** Processor time of all threads, in milliseconds. */
  readonly cpu: number;
  /** Time for which the main thread was not idle, in milliseconds. */
  readonly busy: number;
}

export interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
  /** From the start to the end, in milliseconds. */
  readonly wall: number;
  /** Of all threads, in milliseconds; 0 if the process was killed. */
  readonly cpu: number;
  /** Most resident memory, in bytes; 0 if the process was killed. */
  readonly peak: number;
  readonly timedOut: boolean;
}

const probe = join(import.meta.dirname, 'probe.cjs');

/** Arguments for Node that load the probe. */
export const probing: readonly string[] = ['--expose-gc', '--require', probe];

/** In milliseconds: nothing that is measured takes longer, unless something is wrong. */
const longestRun = 300_000;

/** Runs a Node script to its end, or kills it after `limit` milliseconds. */
export function runNode(args: readonly string[], limit = longestRun): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(process.execPath, ['--require', probe, ...args], {
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    });
    const [output, errors, report] = [child.stdout, child.stderr, child.stdio[3]].map(collect);
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill('SIGKILL');
    }, limit);
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      const wall = performance.now() - start;
      const { cpu = 0, peak = 0 } = JSON.parse(report?.() || '{}');
      resolve({
        code,
        output: output?.() ?? '',
        errors: errors?.() ?? '',
        wall,
        cpu,
        peak,
        timedOut,
      });
    });
  });
}

function collect(stream: unknown): () => string {
  const chunks: Buffer[] = [];
  (stream as Readable).on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString('utf8');
}

/** Asks a process with a probe what it has used up; with `collect`, after collecting garbage. */
export function usageOf(child: ChildProcess, collect = false): Promise<Usage> {
  const id = ++asked;
  return new Promise((resolve) => {
    const answer = (message: unknown) => {
      if (typeof message !== 'object' || message === null) return;
      const { bench, ...usage } = message as Usage & { readonly bench: number };
      if (bench !== id) return;
      child.off('message', answer);
      resolve(usage);
    };
    child.on('message', answer);
    child.send({ bench: 'usage', id, collect });
  });
}

let asked = 0;
