import type { Output } from './output.ts';

type Paint = (text: string) => string;

/** How to print for people: the colours and the room there is. */
export interface Style {
  readonly error: Paint;
  readonly warning: Paint;
  readonly info: Paint;
  readonly strong: Paint;
  readonly faint: Paint;
  /** Columns that messages are wrapped to; `undefined` where lines are read by programs such as grep. */
  readonly wrapAt: number | undefined;
  /** Columns that source lines are clipped to. */
  readonly clipAt: number;
}

/** The variables that decide on colours. */
export interface EnvironmentVariables {
  readonly NO_COLOR?: string | undefined;
  readonly FORCE_COLOR?: string | undefined;
  readonly TERM?: string | undefined;
}

/** The style for an output: coloured on terminals only, unless NO_COLOR or FORCE_COLOR say otherwise. */
export function styleFor(output: Output, env: EnvironmentVariables): Style {
  const paint = wantsColour(output, env) ? coloured : plain;
  const columns = output.columns;
  const wrapAt = columns === undefined ? undefined : Math.max(40, Math.min(columns, 140));
  return {
    error: paint('31;1'),
    warning: paint('33;1'),
    info: paint('36;1'),
    strong: paint('1'),
    faint: paint('2'),
    wrapAt,
    clipAt: wrapAt ?? 120,
  };
}

function wantsColour(output: Output, env: EnvironmentVariables): boolean {
  const forced = env.FORCE_COLOR;
  if (env.NO_COLOR || forced === '0' || forced === 'false') return false;
  if (forced) return true;
  return output.isTerminal && env.TERM !== 'dumb';
}

function coloured(codes: string): Paint {
  return (text) => `\u001b[${codes}m${text}\u001b[0m`;
}

function plain(): Paint {
  return (text) => text;
}
