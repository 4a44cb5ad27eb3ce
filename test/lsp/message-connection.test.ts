import { describe, expect, test } from 'vitest';
import * as protocol from 'vscode-languageserver';
import type { Channel } from '../../server/lsp/channel.ts';
import { Connection } from '../../server/lsp/connection.ts';
import { MessageConnection } from '../../server/lsp/message-connection.ts';
import * as ours from '../../server/lsp/protocol-values.ts';
import { turns } from './support/turns.ts';

/** A client that says what a test lets it say, one message at a time. */
class ScriptedClient implements Channel {
  readonly received: unknown[] = [];
  readonly exits: number[] = [];
  readonly #waiting: (() => void)[] = [];
  #receive: (message: unknown) => void = () => undefined;
  #close: () => void = () => undefined;
  gone: () => void = () => undefined;

  listen(receive: (message: unknown) => void, close: () => void): void {
    this.#receive = receive;
    this.#close = close;
  }

  send(message: object): void {
    this.received.push(message);
  }

  later(run: () => void): void {
    this.#waiting.push(run);
  }

  exit(code: number): void {
    this.exits.push(code);
  }

  whenGone(_processId: number, close: () => void): void {
    this.gone = close;
  }

  /** Says several things in one breath, and gives the server time to deal with them. */
  async say(...messages: unknown[]): Promise<void> {
    for (const message of messages) this.#receive(message);
    for (const run of this.#waiting.splice(0)) run();
    await turns(1);
  }

  hangUp(): void {
    this.#close();
  }
}

function connected() {
  const client = new ScriptedClient();
  const faults: string[] = [];
  const connection = new MessageConnection(client, (fault) => faults.push(fault));
  connection.listen(() => undefined);
  return { client, connection, faults };
}

const cancel = (id: number) => ({ method: '$/cancelRequest', params: { id } });

describe('requests of the client', () => {
  test('are answered, with null where there is nothing to say', async () => {
    const { client, connection } = connected();
    connection.onRequest('double', (params) => Number(params) * 2);
    connection.onRequest('nothing', () => undefined);
    await client.say({ id: 1, method: 'double', params: 4 }, { id: 'b', method: 'nothing' });
    expect(client.received).toEqual([
      { jsonrpc: '2.0', id: 1, result: 8 },
      { jsonrpc: '2.0', id: 'b', result: null },
    ]);
  });

  test('that fail or are not known are answered, too', async () => {
    const { client, connection } = connected();
    connection.onRequest('fail', () => {
      throw new Error('broken');
    });
    await client.say({ id: 1, method: 'fail' }, { id: 2, method: 'toString' });
    expect(client.received).toMatchObject([
      { id: 1, error: { code: -32603, message: 'broken' } },
      { id: 2, error: { code: -32601 } },
    ]);
  });

  test('are not carried out if they are cancelled while they wait', async () => {
    const { client, connection } = connected();
    const done: unknown[] = [];
    connection.onRequest('work', (params) => done.push(params));
    await client.say(
      { id: 1, method: 'work', params: 'a' },
      { id: 2, method: 'work', params: 'b' },
      cancel(2),
      cancel(7),
    );
    expect(done).toEqual(['a']);
    expect(client.received).toMatchObject([{ id: 2, error: { code: -32800 } }, { id: 1 }]);
  });

  test('are answered when they are cancelled while they are carried out, and know it', async () => {
    const { client, connection } = connected();
    const { promise, resolve: finish } = Promise.withResolvers<void>();
    const cancelled: boolean[] = [];
    connection.onRequest('work', async (_params, token) => {
      await promise;
      cancelled.push(token.isCancellationRequested);
      return cancelled;
    });
    await client.say({ id: 1, method: 'work' });
    await client.say(cancel(1), cancel(1));
    expect(client.received).toMatchObject([{ id: 1, error: { code: -32800 } }]);
    await client.say({ id: 1, method: 'work' });
    finish();
    await turns(1);
    expect(client.received).toMatchObject([
      { id: 1, error: {} },
      { id: 1, result: [true, false] },
    ]);
  });
});

test('messages are handled in the order of their arrival', async () => {
  const { client, connection } = connected();
  const seen: unknown[] = [];
  connection.onNotification('change', (params) => seen.push(params));
  connection.onRequest('ask', () => seen.push('asked'));
  await client.say(
    { method: 'change', params: 1 },
    { id: 1, method: 'ask' },
    { method: 'change', params: 2 },
  );
  expect(seen).toEqual([1, 'asked', 2]);
});

test('what is no message, or not known, is passed over', async () => {
  const { client, faults } = connected();
  await client.say(undefined, null, 1, 'text', [], {}, { method: 1 }, { id: 99, result: 1 });
  await client.say({ method: '$/setTrace' }, { method: '$/cancelRequest' }, { method: 'unknown' });
  expect([client.received, faults]).toEqual([[], []]);
});

test('a fault in a notification is written down, and ends nothing', async () => {
  const { client, connection, faults } = connected();
  connection.onNotification('change', () => {
    throw new Error('broken');
  });
  await client.say({ method: 'change' }, { id: 1, method: 'unknown' });
  expect(faults).toEqual(['change failed: broken']);
  expect(client.received).toHaveLength(1);
});

describe('requests of the server', () => {
  test('get the answer with their id, whatever the order', async () => {
    const { client, connection } = connected();
    const [first, second] = [connection.sendRequest('a'), connection.sendRequest('b', { c: 1 })];
    expect(client.received).toEqual([
      { jsonrpc: '2.0', id: 0, method: 'a' },
      { jsonrpc: '2.0', id: 1, method: 'b', params: { c: 1 } },
    ]);
    const failure = expect(second).rejects.toMatchObject({ code: 3, message: 'no' });
    await client.say({ id: 1, error: { code: 3, message: 'no' } }, { id: 0, result: 'yes' });
    expect(await first).toBe('yes');
    await failure;
  });

  test('end when the client is gone', async () => {
    const { client, connection } = connected();
    const asked = expect(connection.sendRequest('a')).rejects.toThrow('gone');
    client.hangUp();
    await asked;
    await expect(connection.sendRequest('b')).rejects.toThrow('gone');
    connection.sendNotification('c');
    expect(client.received).toHaveLength(1);
  });
});

describe('the end', () => {
  const initialize = { id: 1, method: 'initialize', params: { processId: 4, capabilities: {} } };

  function serving() {
    const client = new ScriptedClient();
    const connection = new Connection(client);
    connection.onInitialize(() => ({ capabilities: {} }));
    connection.listen();
    return client;
  }

  test.each([
    ['after a shutdown is a success', [{ id: 2, method: 'shutdown' }, { method: 'exit' }], 0],
    ['without a shutdown is a failure', [{ method: 'exit' }], 1],
  ])('%s', async (_, messages, code) => {
    const client = serving();
    await client.say(initialize);
    for (const message of messages) await client.say(message);
    expect(client.exits).toEqual([code]);
  });

  test('comes when the client hangs up, or when its process is gone', async () => {
    const client = serving();
    await client.say(initialize);
    client.gone();
    client.hangUp();
    expect(client.exits).toEqual([1, 1]);
  });
});

test('values of the protocol are those of the library', () => {
  const theirs: Readonly<Record<string, unknown>> = { ...protocol };
  for (const [name, values] of Object.entries(ours)) expect(theirs[name]).toMatchObject(values);
});
