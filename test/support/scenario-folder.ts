import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkFix, findingsOf, fixesOf, type OfferedFix, workspaceOf } from './check.ts';
import { parseScenario, renderScenario, type Scenario } from './scenario.ts';

export interface ScenarioOptions {
  /** Rules of which all fixes are tried. */
  readonly fixesOf: readonly string[];
  /** Whether the scenarios say what the files look like after each fix. */
  readonly statesFixes: boolean;
  readonly prepare?: (scenario: Scenario) => Scenario;
}

/** A test for each scenario of a folder; `UPDATE=1` writes what is found into the scenarios instead. */
export function testScenarios(folder: string, options: ScenarioOptions): void {
  const { statesFixes, prepare = (scenario: Scenario) => scenario } = options;
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(folder).sort()) {
    const path = join(folder, file);
    const source = readFileSync(path, 'utf8');
    test(`${file.replace(/\.yaml$/, '')}: ${parseScenario(source).title}`, () => {
      const scenario = prepare(parseScenario(source));
      const { snapshot } = workspaceOf(scenario);
      const found = findingsOf(snapshot);
      const fixes = options.fixesOf.flatMap((rule) => fixesOf(snapshot, rule));
      const results = statesFixes ? fixes.map(({ result }) => result) : [];
      if (process.env.UPDATE === '1') {
        writeFileSync(path, renderScenario(source, found, results));
        return;
      }
      expect(found).toEqual(scenario.expected);
      expect(results).toEqual(scenario.fixes);
      for (const fix of fixes) checkFix(snapshot, fix);
      if (fixes.length > 0) expectWindowsLinesKept(scenario, options.fixesOf, fixes);
    });
  }
}

/** Files with the line ends of Windows get the same fixes, in the same line ends. */
function expectWindowsLinesKept(
  scenario: Scenario,
  rules: readonly string[],
  expected: readonly OfferedFix[],
): void {
  const windows = (text: string) => text.replaceAll('\n', '\r\n');
  const files = new Map([...scenario.files].map(([file, text]) => [file, windows(text)]));
  const { snapshot } = workspaceOf({ ...scenario, files });
  const fixes = rules.flatMap((rule) => fixesOf(snapshot, rule));
  const texts = (all: readonly OfferedFix[], end: (text: string) => string) =>
    all.map(({ result }) => [
      result.title,
      [...result.files].map(([file, text]) => [file, end(text)]),
    ]);
  expect(texts(fixes, String)).toEqual(texts(expected, windows));
}
