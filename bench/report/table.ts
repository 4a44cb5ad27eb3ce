import { Reading } from './reading.ts';
import type { Machine, Results } from './record.ts';
import { targetsIn } from './targets.ts';
import { kb, ms } from './units.ts';

/** The part of docs/performance.md that is made of results. */
export function markdown(results: Results): string {
  const reading = new Reading(results);
  return [
    where(results),
    targetTable(reading),
    findings(results),
    editTable(reading),
    packages(reading),
    gaps(results),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function where({ date, commit, machine, profile }: Results): string {
  const { processor, cores, memory, system, node, load } = machine satisfies Machine;
  return `Measured on ${date.slice(0, 10)} at ${commit} with \`npm run bench -- --profile ${profile}\`: ${processor}, ${cores} cores, ${memory} GiB, ${system}, Node ${node}; load ${load[0]} at the beginning, ${load[1]} at the end.`;
}

function targetTable(reading: Reading): string {
  const lines = targetsIn(reading).map(({ id, quantity, wanted, reached, beside, isMet }) => {
    const verdict = isMet === undefined ? 'not measured' : isMet ? 'yes' : '**no**';
    return `| ${[id, quantity, wanted, reached, beside || '–', verdict].map(cell).join(' | ')} |`;
  });
  return [
    '| # | Quantity | Target | Reached | Limit, peers | Met |',
    '|---|---|---|---|---|---|',
    ...lines,
  ].join('\n');
}

/** A pipe would end the cell. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function findings({ checks }: Results): string {
  const failed = checks.filter(({ variant, passed }) => variant === 'here' && !passed);
  const count = checks.filter(({ variant }) => variant === 'here').length;
  if (failed.length === 0) {
    return `All ${count} checks beside the times came out well: the findings are exactly the seeded mistakes in every fleet and every run, nothing that was meant to hang did, and no finding came and went.`;
  }
  return failed.map(({ name, detail }) => `- Failed: ${name}: ${detail}`).join('\n');
}

function few(names: readonly string[]): string {
  const shown = names.slice(0, 3).map((name) => `\`${name}\``);
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}

/** One line for each document and workspace, with those of other servers below. */
function editTable(reading: Reading): string {
  const variants = [...new Set(reading.results.series.map(({ variant }) => variant))];
  const lines = variants
    .filter((variant) => variant !== 'base' && variant !== 'limit')
    .flatMap((variant) => {
      const own = new Reading(reading.results, variant);
      return own.metrics('edit.', '.wall').map((metric) => {
        const edit = metric.slice(0, -'.wall'.length);
        const [, tenants = '', document = ''] = edit.split('.');
        const times = [
          ms(own.median(`${edit}.open`)),
          `${ms(own.median(metric))} / ${ms(own.p95(metric))} / ${ms(own.most(metric))}`,
          `${ms(own.median(own.work(edit)))} / ${ms(own.p95(own.work(edit)))}`,
          ms(own.median(`${edit}.cpu`)),
        ];
        const name = variant === 'here' ? 'Flux Tenancy' : variant;
        return `| ${[name, Number(tenants).toLocaleString('en'), document, ...times].join(' | ')} |`;
      });
    });
  if (lines.length === 0) return '';
  return [
    '| Server | Tenants | Text | Open → diagnostics | Edit → diagnostics, p50 / p95 / max | of it work, p50 / p95 | CPU |',
    '|---|---:|---|---:|---:|---:|---:|',
    ...lines,
  ].join('\n');
}

/** The parts of the server's bundle that weigh most. */
function packages(reading: Reading): string {
  const parts = ['server', 'client'].flatMap((bundle) => {
    const prefix = `bundle.${bundle}.of.`;
    const sizes = reading
      .metrics(prefix)
      .map((metric) => ({ part: metric.slice(prefix.length), size: reading.median(metric) ?? 0 }))
      .toSorted((a, b) => b.size - a.size)
      .slice(0, 8);
    if (sizes.length === 0) return [];
    const listed = sizes.map(({ part, size }) => `\`${part}\` ${kb(size)}`).join(', ');
    const whole = `${kb(reading.median(`bundle.${bundle}`))}, ${kb(reading.median(`bundle.${bundle}.gzip`))} compressed`;
    return [`- The ${bundle} (${whole}) is made of ${listed}.`];
  });
  return parts.join('\n');
}

function gaps({ gaps: all }: Results): string {
  const ours = all.filter(({ variant }) => variant !== 'base');
  if (ours.length === 0) return '';
  const reasons = Map.groupBy(ours, ({ variant, reason }) => `${variant}: ${reason}`);
  const lines = [...reasons].map(
    ([reason, metrics]) => `- ${reason} (${few(metrics.map(({ metric }) => metric))})`,
  );
  return `Not measured:\n\n${lines.join('\n')}`;
}
