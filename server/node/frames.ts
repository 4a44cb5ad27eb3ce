const endOfHeader = '\r\n\r\n';
const longestHeader = 1000;

/** Cuts a stream of bytes into the messages in it, each of them behind a header that says how long it is. */
export class Frames {
  #chunks: Uint8Array[] = [];
  #size = 0;
  /** How many bytes must be there before it is worth looking at them: long messages come in many pieces. */
  #wanted = 1;
  /** Of the message whose header has been read. */
  #length: number | undefined;

  /** Takes some bytes, and gives the messages that are complete with them. Throws where there is no header. */
  *take(bytes: Uint8Array): Iterable<string> {
    this.#chunks.push(bytes);
    this.#size += bytes.length;
    while (this.#size >= this.#wanted) {
      const all = Buffer.concat(this.#chunks);
      if (this.#length === undefined) this.#readHeader(all);
      else yield this.#readMessage(all, this.#length);
    }
  }

  #readHeader(all: Buffer): void {
    const end = all.indexOf(endOfHeader);
    if (end < 0 && all.length < longestHeader) {
      this.#wanted = all.length + 1;
      return;
    }
    const length = /^content-length: *(\d+) *$/im.exec(all.toString('latin1', 0, end))?.[1];
    if (end < 0 || length === undefined) throw new Error('the client sent no header');
    this.#length = Number(length);
    this.#keep(all.subarray(end + endOfHeader.length), this.#length);
  }

  #readMessage(all: Buffer, length: number): string {
    this.#length = undefined;
    this.#keep(all.subarray(length), 1);
    return all.toString('utf8', 0, length);
  }

  #keep(rest: Buffer, wanted: number): void {
    this.#chunks = [rest];
    this.#size = rest.length;
    this.#wanted = wanted;
  }
}

/** A message with its header. */
export function frame(text: string): Buffer {
  const message = Buffer.from(text);
  return Buffer.concat([Buffer.from(`Content-Length: ${message.length}${endOfHeader}`), message]);
}
