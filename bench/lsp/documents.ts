import { Dice } from '../fleet/dice.ts';
import { crowd } from '../fleet/platform.ts';
import { release } from '../fleet/workloads.ts';

/** A text with one place where a character makes the difference between a mistake and none. */
export interface BenchDocument {
  readonly name: string;
  readonly language: string;
  /** With the mistake in it. */
  readonly broken: string;
  readonly toggle: {
    readonly line: number;
    readonly character: number;
    readonly good: string;
    readonly bad: string;
  };
  /** The name of the object with the mistake, and the name of its source. */
  readonly object: Position;
  readonly source: Position;
}

export interface Position {
  readonly line: number;
  readonly character: number;
}

/** The documents that are edited, by what they look like. All belong to the tenant `crowd`. */
export function documents(): readonly BenchDocument[] {
  const dice = new Dice(7);
  return [
    toggling('1 KB', release(dice, crowd.name, 'edited')),
    toggling('50 KB', releases(dice, 50_000)),
    toggling('1 MB', releases(dice, 1_000_000)),
    toggling('1 MB in one document', bigRelease(dice, 1_000_000)),
  ];
}

function releases(dice: Dice, length: number): string {
  let text = '';
  for (let index = 0; text.length < length; index++) {
    const next = release(dice, crowd.name, `edited-${index}`);
    text += `${text === '' || next.startsWith('---') ? '' : '---\n'}${next}`;
  }
  return text;
}

/** One HelmRelease whose values go on and on. */
function bigRelease(dice: Dice, length: number): string {
  let text = release(dice, crowd.name, 'edited');
  for (let index = 0; text.length < length; index++) {
    text += `    section-${index}:\n      description: ${dice.sentence(12)}\n      settings: {size: ${dice.between(1, 99)}, enabled: true}\n`;
  }
  return text;
}

/** The mistake is a field with a misspelled name, `intervax`, in the object in the middle. */
function toggling(name: string, text: string): BenchDocument {
  const key = '\n  interval: ';
  const middle = Math.floor(text.split(key).length / 2);
  let at = -1;
  for (let found = 0; found < middle; found++) at = text.indexOf(key, at + 1);
  const letter = at + key.length - 3;
  const objectKey = '\n  name: ';
  const sourceKey = '\n        name: ';
  return {
    name,
    language: 'yaml',
    broken: `${text.slice(0, letter)}x${text.slice(letter + 1)}`,
    toggle: { ...positionOf(text, letter), good: 'l', bad: 'x' },
    object: positionOf(text, text.lastIndexOf(objectKey, letter) + objectKey.length),
    source: positionOf(text, text.indexOf(sourceKey, letter) + sourceKey.length),
  };
}

function positionOf(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length - 1, character: offset - before.lastIndexOf('\n') - 1 };
}
