import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Frames, frame } from '../../server/node/frames.ts';

function textsIn(chunks: readonly Uint8Array[]): readonly string[] {
  const frames = new Frames();
  return chunks.flatMap((chunk) => [...frames.take(chunk)]);
}

describe('messages in a stream of bytes', () => {
  test('are the same wherever the bytes are cut', () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 });
    const cuts = fc.array(fc.nat(60), { maxLength: 8 });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 6 }), cuts, (texts, lengths) => {
        let rest = Buffer.concat(texts.map(frame));
        const chunks: Buffer[] = [];
        for (const length of lengths) {
          chunks.push(rest.subarray(0, length));
          rest = rest.subarray(length);
        }
        expect(textsIn([...chunks, rest])).toEqual(
          texts.map((each) => Buffer.from(each).toString()),
        );
      }),
    );
  });

  test('may have other headers, and the header any case', () => {
    const header =
      'Content-Type: application/vscode-jsonrpc; charset=utf-8\r\ncontent-length:2\r\n\r\n';
    expect(textsIn([Buffer.from(`${header}{}`)])).toEqual(['{}']);
  });

  test('cannot be found without a header', () => {
    expect(() => textsIn([Buffer.from('Content-Type: x\r\n\r\n{}')])).toThrow('no header');
    expect(() => textsIn([Buffer.from('x'.repeat(2000))])).toThrow('no header');
  });
});
