import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FuzzCase } from './cases.ts';
import type { Listener, LostCase } from './pool.ts';
import { corpusSeeds, fleetSeeds, scenarioSeeds } from './seeds.ts';
import type { FoundFailure, Order, Report } from './worker.ts';

export interface Plan {
  readonly seed: number;
  readonly documents: number;
  readonly minutes: number;
  readonly workers: number;
  /** File of JSON lines: how it began, how it went, each kind of failure, how it ended. */
  readonly log: string;
}

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'test-results/fuzz');

/** Bytes by which the memory in use may differ between the beginning and the end. */
const mostGrowth = 16 * 1024 * 1024;

/** Looks at the memory that count as the beginning, and as the end. */
const warmUp = 3;

/** Keeps the log of a run and decides when it is over. */
export class Protocol implements Listener {
  readonly #plan: Plan;
  readonly #start = performance.now();
  readonly #sum = { cases: 0, documents: 0, findings: 0, fixes: 0, failures: 0, slowest: 0 };
  readonly #failures = new Map<string, number>();
  readonly #heaps: number[][] = [];
  #reported = 0;

  constructor(plan: Plan) {
    this.#plan = plan;
    mkdirSync(folder, { recursive: true });
    mkdirSync(dirname(plan.log), { recursive: true });
    writeFileSync(plan.log, '');
    const { log: _, ...what } = plan;
    this.#write({ event: 'start', ...what, seeds: seedCounts(), versions: versions() });
  }

  known(): readonly string[] {
    return [...this.#failures.keys()];
  }

  report(worker: number, report: Report, { from, to }: Order): boolean {
    const sum = this.#sum;
    sum.cases += to - from;
    sum.documents += report.documents;
    sum.findings += report.findings;
    sum.fixes += report.fixes;
    sum.slowest = Math.max(sum.slowest, Math.round(report.slowest));
    if (report.heap !== undefined) {
      this.#heaps[worker] = [...(this.#heaps[worker] ?? []), report.heap];
    }
    for (const failure of report.failures) this.#keep(failure);
    const seconds = this.#seconds();
    if (seconds - this.#reported >= 30) {
      this.#reported = seconds;
      this.#write({ event: 'progress', seconds, ...sum, megabytes: this.#megabytes() });
    }
    return sum.documents < this.#plan.documents && seconds < this.#plan.minutes * 60;
  }

  lost({ number, why }: LostCase): void {
    this.#keep({ number, signature: `case ${number}: ${why}`, message: why, input: undefined });
  }

  /** Writes the last line; true if nothing was wrong. */
  end(): boolean {
    const growth = this.#heaps.map(
      (heap) => Math.min(...heap.slice(-warmUp)) - Math.max(...heap.slice(0, warmUp)),
    );
    for (const bytes of growth) {
      if (bytes > mostGrowth) {
        const message = `grows by ${inMegabytes(bytes)} MB`;
        this.#keep({ number: -1, signature: 'memory', message, input: undefined });
      }
    }
    this.#write({
      event: 'end',
      seed: this.#plan.seed,
      seconds: this.#seconds(),
      ...this.#sum,
      kinds: this.#failures.size,
      megabytes: this.#megabytes(),
      growth: growth.map(inMegabytes),
    });
    return this.#failures.size === 0;
  }

  #keep({ number, signature, message, input }: FoundFailure): void {
    const times = this.#failures.get(signature) ?? 0;
    this.#failures.set(signature, times + 1);
    this.#sum.failures++;
    if (times > 0) return;
    const name = `${String(this.#failures.size).padStart(3, '0')}-${signature.replace(/[^\w]+/g, '-').slice(0, 60)}`;
    if (input) saveCase(join(folder, name), input, `${signature}\n${message}`);
    const { seed } = this.#plan;
    this.#write({
      event: 'failure',
      seed,
      number,
      signature,
      message,
      ...(input && { saved: name }),
    });
  }

  #seconds(): number {
    return Math.round((performance.now() - this.#start) / 1000);
  }

  #megabytes(): readonly number[] {
    return this.#heaps.map((heap) => inMegabytes(heap.at(-1) ?? 0));
  }

  #write(line: object): void {
    const text = JSON.stringify(line);
    appendFileSync(this.#plan.log, `${text}\n`);
    console.log(text.slice(0, 400));
  }
}

/** As a scenario where it can be one, so that it can be moved to the others; else as JSON. */
function saveCase(path: string, { name, settings, batches }: FuzzCase, why: string): void {
  const [files = []] = batches;
  const isPlain =
    batches.length === 1 && files.every(({ text }) => !/[\r\u0085\u2028\u2029]/.test(text ?? ''));
  if (!isPlain) {
    writeFileSync(`${path}.json`, JSON.stringify({ why, name, settings, batches }, undefined, 1));
    return;
  }
  const lines = [
    ...why.split('\n').map((line) => `# ${line}`),
    ...(Object.keys(settings).length > 0 ? [`#! settings: ${JSON.stringify(settings)}`] : []),
    ...files.flatMap(({ file, text = '' }) => [`#- ${file}`, text.replace(/\n$/, '')]),
  ];
  writeFileSync(`${path}.yaml`, `${lines.join('\n')}\n`);
}

function seedCounts() {
  return {
    scenarios: scenarioSeeds().length,
    fleets: fleetSeeds().length,
    repositories: corpusSeeds().length,
  };
}

function versions(): Readonly<Record<string, string>> {
  const versionOf = (file: string): string =>
    JSON.parse(readFileSync(join(root, file), 'utf8')).version;
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
    cwd: root,
    encoding: 'utf8',
  });
  return {
    product: versionOf('package.json'),
    commit: commit.trim(),
    node: process.version,
    ...Object.fromEntries(
      ['yaml', 'js-yaml', 'fast-check'].map((name) => [
        name,
        versionOf(`node_modules/${name}/package.json`),
      ]),
    ),
  };
}

function inMegabytes(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}
