#!/usr/bin/env node
// Takes the place of the VS Code executable in @vscode/test-electron's `runTests`: same arguments, same
// exit code, but the window is VS Code's own web workbench in headless Chromium.
import { setTimeout as sleep } from 'node:timers/promises';
import { runMain } from '../toolchain/main.mjs';
import { launchBrowser, viewport } from './browser.mjs';
import { prepareServer } from './prepare.mjs';
import { startServer } from './server.mjs';
import { withoutMarketplace } from './settings.mjs';

const TIMED_OUT = 124;
const TIMEOUT = 120_000;

/** The arguments that matter here; VS Code's many others (profile folders, GPU flags) do not. */
function parseArguments(args) {
  const value = (name) =>
    args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + '--='.length);
  return {
    folder: args.find((arg) => !arg.startsWith('-')),
    developmentPath: value('extensionDevelopmentPath'),
    testsPath: value('extensionTestsPath'),
  };
}

/** Opens the window and waits until the test suite in its extension host reports how it ended. */
async function runSuite(target) {
  await prepareServer();
  const server = await startServer({ env: withoutMarketplace });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport });
    const suite = Promise.withResolvers();
    // The workbench hands its log lines and the suite's exit code to these two functions of the page.
    await page.exposeFunction('codeAutomationLog', print);
    await page.exposeFunction('codeAutomationExit', (code) => suite.resolve(code));
    await page.goto(server.url(target));
    return await Promise.race([suite.promise, timeout()]);
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function timeout() {
  await sleep(TIMEOUT, undefined, { ref: false });
  console.error(`The suite did not end within ${TIMEOUT / 1000} s.`);
  return TIMED_OUT;
}

function print(type, args) {
  if (process.env.FLUX_TENANCY_VERBOSE) console.error(`[${type}]`, ...args);
}

await runMain(() => runSuite(parseArguments(process.argv.slice(2))));
