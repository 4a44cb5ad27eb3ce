import type { FileText } from '../host/file-source.ts';

/** The text that bytes stand for, as editors show it: without a byte order mark. Binary data has none. */
export function decodeText(bytes: Buffer): FileText {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.includes(0)) return { skipped: 'it is a binary file' };
  const hasMark = first === 0xef && second === 0xbb && third === 0xbf;
  return bytes.toString('utf8', hasMark ? 3 : 0);
}
