import * as fs from 'node:fs';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { decodeText } from '../../server/node/decode-text.ts';
import { FileReader } from '../../server/node/file-reader.ts';
import { ManualClock } from '../lsp/support/manual-clock.ts';

function folder(): string {
  const root = mkdtempSync(join(tmpdir(), 'flux-tenancy-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  return root;
}

test('a quick disk is read at once, whatever hiccups there are', () => {
  const clock = new ManualClock();
  const file = join(folder(), 'x.yaml');
  writeFileSync(file, 'a: 1\n');
  const reader = new FileReader(fs, () => clock.now());
  for (let count = 0; count < 1000; count++) {
    clock.millisecondsPerLook = count % 3 === 0 ? 30 : 0.1;
    expect(reader.read(file)).toBe('a: 1\n');
  }
  expect(reader.readsAtOnce).toBe(1);
});

test('of a slow disk several files are asked for at once, with the same answers', async () => {
  const clock = new ManualClock();
  clock.millisecondsPerLook = 0.3;
  const root = folder();
  const contents: Readonly<Record<string, string>> = {
    'plain.yaml': 'a: é\n',
    'bom.yaml': '\ufeffa: 1\n',
    'binary.yaml': 'a\0b',
    'empty.yaml': '',
    'big.yaml': ' '.repeat(8_000_001),
  };
  for (const [name, text] of Object.entries(contents)) writeFileSync(join(root, name), text);
  symlinkSync(join(root, 'plain.yaml'), join(root, 'link.yaml'));
  const files = [...Object.keys(contents), 'link.yaml', 'gone.yaml', '.'].map((name) =>
    join(root, name),
  );
  const reader = new FileReader(fs, () => clock.now());
  const now = files.map((file) => reader.readNow(file));
  for (let count = 0; count <= 100; count++) {
    expect(reader.readsAtOnce).toBe(1);
    expect(reader.read(files[0] ?? '')).toBe('a: é\n');
  }
  expect(reader.readsAtOnce).toBe(4);
  const later = files.map((file) => reader.read(file));
  for (const each of later) expect(each).toBeInstanceOf(Promise);
  expect(await Promise.all(later)).toEqual(now);
});

test('texts are decoded like everywhere else, also what is no UTF-8', () => {
  const decoder = new TextDecoder();
  let seed = 1;
  const next = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return seed;
  };
  const pieces = ['a', 'é', '€', '😀', '\ufeff', '\u2028'].map((text) => Buffer.from(text));
  for (let count = 0; count < 2000; count++) {
    const bytes = Buffer.concat(
      Array.from({ length: next() % 6 }, () => {
        const piece = pieces[next() % pieces.length] ?? Buffer.of();
        return next() % 3 === 0 ? piece.subarray(0, next() % 3) : piece;
      }),
    );
    expect(decodeText(bytes), bytes.toString('hex')).toBe(decoder.decode(bytes));
  }
});
