import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { onTestFinished } from 'vitest';
import type { CheckOutput } from '../../../server/cli/check-output.ts';
import type { Parts } from '../../../server/cli/environment.ts';
import type { OutputStream } from '../../../server/cli/output.ts';
import { standardParts } from '../../../server/cli/parts.ts';
import { run } from '../../../server/cli/run.ts';

/** Files of a temporary directory: their texts, or their bytes, by path. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** Makes a directory with files that is gone after the test. */
export function directoryWith(files: Files): string {
  const directory = mkdtempSync(join(tmpdir(), 'flux-tenancy-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), content);
  }
  return directory;
}

/** A stream that remembers what was written to it, like a pipe or like a terminal. */
export class Recorder implements OutputStream {
  readonly isTTY: boolean;
  readonly columns: number | undefined;
  text = '';

  constructor(terminal?: { readonly columns: number }) {
    this.isTTY = terminal !== undefined;
    this.columns = terminal?.columns;
  }

  write(text: string): boolean {
    this.text += text;
    return true;
  }

  on(): this {
    return this;
  }
}

export interface Circumstances {
  readonly parts?: Partial<Parts>;
  readonly stdout?: OutputStream;
  readonly terminal?: { readonly columns: number };
  readonly env?: Readonly<Record<string, string>>;
  /** What is piped in; without it, standard input is a terminal. */
  readonly input?: string | readonly Uint8Array[];
}

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line in a directory, in this process. */
export async function runIn(
  cwd: string,
  args: readonly string[],
  { parts, stdout, terminal, env = {}, input }: Circumstances = {},
): Promise<Outcome> {
  const out = new Recorder(terminal);
  const err = new Recorder();
  const stdin = Object.assign(Readable.from(typeof input === 'string' ? [input] : (input ?? [])), {
    isTTY: input === undefined,
  });
  const surroundings = { stdout: stdout ?? out, stderr: err, stdin, cwd, env };
  const code = await run(args, surroundings, { ...standardParts, ...parts });
  return { code, stdout: out.text, stderr: err.text };
}

/** Runs `check --format json` and reads what it printed. */
export async function checkJson(
  cwd: string,
  args: readonly string[] = ['.'],
  circumstances: Circumstances = {},
): Promise<{ readonly code: number; readonly output: CheckOutput }> {
  const outcome = await runIn(cwd, ['check', ...args, '--format', 'json'], circumstances);
  return { code: outcome.code, output: JSON.parse(outcome.stdout) };
}
