import type { FileText } from '../host/file-source.ts';

/** The text that bytes stand for, as editors show it: without a byte order mark. Binary data has none. */
export function decodeText(bytes: Uint8Array): FileText {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.includes(0)) return { skipped: 'it is a binary file' };
  return new TextDecoder('utf-8').decode(bytes);
}
