/** The part of a Node stream that the command line needs, so that tests can stand in for a terminal. */
export interface OutputStream {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

/** Writes to a stream whose reader may leave early (`| head`): from then on everything is dropped silently. */
export class Output {
  readonly #stream: OutputStream;
  #closed = false;

  constructor(stream: OutputStream) {
    this.#stream = stream;
    stream.on('error', (error) => {
      if (!isClosedPipe(error)) throw error;
      this.#closed = true;
    });
  }

  get isTerminal(): boolean {
    return this.#stream.isTTY === true;
  }

  /** Columns of the terminal; `undefined` where there is none. */
  get columns(): number | undefined {
    return this.isTerminal ? this.#stream.columns : undefined;
  }

  write(text: string): void {
    if (this.#closed || text === '') return;
    try {
      this.#stream.write(text);
    } catch (error) {
      if (!isClosedPipe(error)) throw error;
      this.#closed = true;
    }
  }
}

const closedPipeCodes: readonly unknown[] = [
  'EPIPE',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_WRITE_AFTER_END',
];

function isClosedPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && closedPipeCodes.includes(error.code);
}
