// Child processes: run one to its end, quietly or visibly, with an error that can be acted on.
import { spawn } from 'node:child_process';

const OUTPUT_KEPT = 64_000;
const LINES_SHOWN = 25;

/** Runs a command whose output is of interest only when it fails; resolves to that output. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-OUTPUT_KEPT);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', (error) => reject(cannotStart(command, error)));
    child.once('close', (code, signal) => {
      if (code === 0) resolve(output);
      else reject(new Error(failure(command, args, code ?? signal, output)));
    });
  });
}

/** Runs a command with its output passed through; resolves to its exit code. */
export function runVisibly(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options });
    child.once('error', (error) => reject(cannotStart(command, error)));
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/** npm as it was called for this run; a script started with plain `node` uses the one on PATH. */
export function npmCommand(args) {
  const cli = process.env.npm_execpath;
  return cli?.endsWith('.js') ? [process.execPath, [cli, ...args]] : ['npm', args];
}

function cannotStart(command, error) {
  return new Error(`Cannot start ${command}: ${error.message}`, { cause: error });
}

function failure(command, args, code, output) {
  const tail = output.trimEnd().split('\n').slice(-LINES_SHOWN).join('\n');
  return `${command} ${args.join(' ')} ended with ${code}:\n${tail}`;
}
