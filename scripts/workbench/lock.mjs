// One set-up at a time: a second run waits for the first one and then finds its result.
import { mkdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from '../toolchain/progress.mjs';

const HEARTBEAT = 3_000;
const STALE_AFTER = 30_000;
const LOOK_AGAIN = 500;

/** Runs `work` while holding the lock. A holder that was killed stops touching the file and loses it. */
export async function withLock(file, work) {
  await acquire(file);
  const heartbeat = setInterval(() => touch(file), HEARTBEAT);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    rmSync(file, { force: true });
  }
}

async function acquire(file) {
  mkdirSync(dirname(file), { recursive: true });
  for (let announced = false; !create(file); ) {
    if (age(file) > STALE_AFTER) rmSync(file, { force: true });
    else if (!announced) say('Another run is preparing the VS Code server; waiting for it …');
    announced = true;
    await sleep(LOOK_AGAIN);
  }
}

function create(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function touch(file) {
  const now = new Date();
  utimesSync(file, now, now);
}

function age(file) {
  const status = statSync(file, { throwIfNoEntry: false });
  return status ? Date.now() - status.mtimeMs : 0;
}
