import { cpus, loadavg, release, totalmem, type } from 'node:os';
import type { Machine } from './record.ts';

/** What was measured on: nothing that names the machine or who it belongs to. */
export function thisMachine(loadAtStart: number): Machine {
  const processors = cpus();
  return {
    processor: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memory: Math.round(totalmem() / 1024 ** 3),
    system: `${type()} ${release().split('-')[0]}`,
    node: process.version,
    load: [loadAtStart, loadNow()],
  };
}

export function loadNow(): number {
  return Number((loadavg()[0] ?? 0).toFixed(2));
}
