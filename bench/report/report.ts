import { Reading } from './reading.ts';
import { type Results, samplesOf } from './record.ts';
import { median, pairwise, quantile } from './statistics.ts';
import { targetsIn } from './targets.ts';
import { kb, mb, ms, spread } from './units.ts';

/** What somebody sees in the terminal: all figures, then the targets. */
export function report(results: Results): string {
  return [figures(results), checks(results), gaps(results), targets(results)]
    .filter((text) => text !== '')
    .join('\n\n');
}

function figures(results: Results): string {
  return results.series
    .filter(({ metric }) => !metric.includes('.of.'))
    .map(({ metric, unit, variant, samples }) => {
      const shown = print(unit, median(samples));
      const p95 = samples.length >= 10 ? `  p95 ${print(unit, quantile(samples, 0.95))}` : '';
      const most = samples.length > 1 ? `  max ${print(unit, Math.max(...samples))}` : '';
      const against =
        variant === 'base'
          ? `  here/base ${spread(pairwise(samplesOf(results, metric), samples))}`
          : '';
      return `${`${metric} (${variant})`.padEnd(60)} ${shown.padStart(9)}  n=${samples.length}${p95}${most}${against}`;
    })
    .join('\n');
}

function print(unit: Results['series'][number]['unit'], value: number): string {
  if (unit === 'ms') return ms(value);
  if (unit === 'MB') return mb(value);
  if (unit === 'B') return kb(value);
  return String(value);
}

function checks({ checks: all }: Results): string {
  return all
    .map(
      ({ name, variant, passed, detail }) =>
        `${passed ? '✓' : '✗'} ${name} (${variant}): ${detail}`,
    )
    .join('\n');
}

function gaps({ gaps: all }: Results): string {
  return all.map(({ metric, variant, reason }) => `- ${metric} (${variant}): ${reason}`).join('\n');
}

function targets(results: Results): string {
  return targetsIn(new Reading(results))
    .map(({ id, wanted, reached, isMet }) => {
      const mark = isMet === undefined ? '–' : isMet ? '✓' : '✗';
      return `${mark} ${id.padEnd(4)} ${reached}\n       wanted: ${wanted}`;
    })
    .join('\n');
}
