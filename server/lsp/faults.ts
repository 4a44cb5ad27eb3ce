import { faultText } from '../host/fault-text.ts';
import { fieldOf } from './abilities.ts';
import { withoutLinks } from './shown-text.ts';

export interface FaultPorts {
  readonly log: (message: string) => void;
  /** Shows people something that they should know. */
  readonly show: (message: string) => void;
}

/** Faults of our own: each is written down with its place, and people are told of the first one of its sort. */
export class Faults {
  readonly #ports: FaultPorts;
  readonly #shown = new Set<string>();
  #latest = '';

  constructor(ports: FaultPorts) {
    this.#ports = ports;
  }

  /** `what` is the work that failed, such as `hover`; `place` names what it was about. */
  note(what: string, error: unknown, place?: string): void {
    const failed = place === undefined ? `${what} failed` : `${what} failed at ${place}`;
    const line = `${failed}: ${faultText(error)}`;
    // The same fault comes back with every change, until somebody edits what causes it. Who called may differ.
    const [fault, thrownAt] = line.split('\n', 2);
    const key = `${fault}\n${thrownAt}`;
    if (key !== this.#latest) this.#ports.log(line);
    this.#latest = key;
    if (this.#shown.has(what)) return;
    this.#shown.add(what);
    this.#ports.show(
      `Flux Tenancy: ${withoutLinks(failed)}. Everything else still works. See the log.`,
    );
  }
}

/** The document and line that a request is about, as it names them; `undefined` if it is about nothing in particular. */
export function placeOf(params: unknown): string | undefined {
  const data = fieldOf(params, 'data') ?? params;
  const uri = fieldOf(data, 'uri') ?? fieldOf(fieldOf(params, 'textDocument'), 'uri');
  if (typeof uri !== 'string') return undefined;
  const start = fieldOf(data, 'start') ?? fieldOf(fieldOf(params, 'range'), 'start');
  const line = fieldOf(fieldOf(params, 'position') ?? start, 'line');
  return typeof line === 'number' ? `${uri}:${line + 1}` : uri;
}
