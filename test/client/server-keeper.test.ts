import { describe, expect, test } from 'vitest';
import { beatLength, Heartbeat, mostSilentBeats } from '../../client/heartbeat.ts';
import { mostRestarts, restartWindow, ServerKeeper } from '../../client/server-keeper.ts';

/** Lets everybody go on who waits for an answer that is there. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A timer that runs when a test says so. */
class Beats {
  run: (() => void) | undefined;
  milliseconds = 0;

  readonly every = (milliseconds: number, run: () => void) => {
    this.milliseconds = milliseconds;
    this.run = run;
    return () => {
      if (this.run === run) this.run = undefined;
    };
  };

  /** Lets the timer run so often, and after each time whatever waits for an answer. */
  async pass(count: number): Promise<void> {
    for (let beat = 0; beat < count; beat++) {
      this.run?.();
      await settled();
    }
  }
}

/** A process that answers, or is stuck, and can be killed. */
class FakeServer {
  pings = 0;
  kills = 0;
  state: 'answers' | 'refuses' | 'stuck' = 'answers';
  #late: (() => void)[] = [];

  readonly ping = (): Promise<unknown> => {
    this.pings++;
    if (this.state === 'refuses') return Promise.reject(new Error('no such method'));
    if (this.state === 'answers') return Promise.resolve(null);
    return new Promise<void>((resolve) => this.#late.push(resolve));
  };

  recover(): Promise<void> {
    this.state = 'answers';
    for (const answer of this.#late) answer();
    this.#late = [];
    return settled();
  }
}

function watched() {
  const beats = new Beats();
  const server = new FakeServer();
  const onStuck = () => {
    server.kills++;
  };
  const heartbeat = new Heartbeat({ ping: server.ping, every: beats.every, onStuck });
  heartbeat.start();
  return { beats, server, heartbeat };
}

describe('a server is ended', () => {
  test('that has not answered for thirty seconds, and not before', async () => {
    const { beats, server } = watched();
    await beats.pass(3);
    server.state = 'stuck';
    await beats.pass(mostSilentBeats);
    expect(server.kills).toBe(0);
    await beats.pass(1);
    expect(server.kills).toBe(1);
    expect(beats.milliseconds * mostSilentBeats).toBe(30_000);
    expect(beats.milliseconds).toBe(beatLength);
    await beats.pass(20);
    expect(server.kills).toBe(1);
  });

  test('never while it answers, be it with an error or late', async () => {
    const { beats, server } = watched();
    for (let round = 0; round < 20; round++) {
      server.state = 'refuses';
      await beats.pass(2);
      server.state = 'stuck';
      await beats.pass(mostSilentBeats);
      await server.recover();
      await beats.pass(2);
    }
    expect(server.kills).toBe(0);
    expect(server.pings).toBeGreaterThan(20);
  });

  test('only while it runs: an answer to an earlier one says nothing of the next', async () => {
    const { beats, server, heartbeat } = watched();
    server.state = 'stuck';
    await beats.pass(3);
    heartbeat.stop();
    await beats.pass(20);
    expect(server.kills).toBe(0);
    heartbeat.start();
    await beats.pass(1);
    expect(server.pings).toBe(2);
    await beats.pass(mostSilentBeats);
    expect(server.kills).toBe(1);
  });
});

function kept() {
  const clock = { time: 0 };
  const told: string[] = [];
  const down: string[] = [];
  const keeper = new ServerKeeper({
    now: () => clock.time,
    tell: (message) => told.push(message),
    tellThatItStaysDown: (message) => down.push(message),
  });
  return { clock, told, down, keeper };
}

const crashed = "Flux Tenancy's language server stopped unexpectedly";
const stuck = "Flux Tenancy's language server no longer answered";

describe('a server that ended is started again', () => {
  test('five times, which is said once, and then stays down, which is said too', () => {
    const { told, down, keeper } = kept();
    const ends = Array.from({ length: mostRestarts + 2 }, () => keeper.noteEnd());
    expect(ends).toEqual([true, true, true, true, true, false, false]);
    expect(told).toEqual([`${crashed} and was started again.`]);
    expect(down).toEqual(Array(2).fill(`${crashed} again and again. It is not started any more.`));
  });

  test('five times also when it was stuck, however long each time took', () => {
    const { clock, told, down, keeper } = kept();
    const ends = Array.from({ length: mostRestarts + 1 }, () => {
      clock.time += 60_000;
      keeper.noteStuck();
      return keeper.noteEnd();
    });
    expect(ends).toEqual([true, true, true, true, true, false]);
    expect(told).toEqual([`${stuck} and was started again.`]);
    expect(down).toEqual([`${stuck} again and again. It is not started any more.`]);
  });

  test('as often as before once it has run for long, or somebody started it by hand', () => {
    const { clock, told, keeper } = kept();
    for (let count = 0; count <= mostRestarts; count++) keeper.noteEnd();
    clock.time += restartWindow;
    expect(keeper.noteEnd()).toBe(true);
    for (let count = 0; count <= mostRestarts; count++) keeper.noteEnd();
    expect(keeper.noteEnd()).toBe(false);
    keeper.startOver();
    expect(keeper.noteEnd()).toBe(true);
    expect(told).toHaveLength(2);
  });

  test('and a failure is told of once, whatever follows', () => {
    const { told, keeper } = kept();
    keeper.noteFailure('broken pipe');
    keeper.noteFailure('broken pipe');
    keeper.noteEnd();
    expect(told).toEqual(["Flux Tenancy's language server has failed: broken pipe"]);
  });
});
