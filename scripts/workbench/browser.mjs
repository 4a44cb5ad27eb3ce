// The headless Chromium in which the workbench runs.
import { chromium } from 'playwright-core';
import { chromiumExecutable, ensurePrerequisites } from './prerequisites.mjs';

export const viewport = { width: 1280, height: 800 };

// A container's root has no sandbox, and the browser itself must not talk to anybody.
const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function launchBrowser() {
  await ensurePrerequisites('browser');
  return chromium.launch({ executablePath: chromiumExecutable(), args: CHROMIUM_FLAGS });
}
