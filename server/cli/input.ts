/** The part of standard input that the command line needs, so that tests can stand in for it. */
export interface InputStream extends AsyncIterable<string | Uint8Array> {
  readonly isTTY?: boolean | undefined;
}

/** Reads a text up to about `most` UTF-16 units; `undefined` where a person would have to type it. */
export async function readInput(stream: InputStream, most: number): Promise<string | undefined> {
  if (stream.isTTY === true) return undefined;
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of stream) {
    text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    if (text.length > most) break;
  }
  return text + decoder.decode();
}
