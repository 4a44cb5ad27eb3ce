import { largestOf, type Reading } from './reading.ts';
import { all, type Target, within } from './targets.ts';
import { kb, ms } from './units.ts';

/** Sizes, activation, inputs that are meant to hang, parsers that agree. */
export function restTargets(reading: Reading): readonly Target[] {
  return [sizes(reading), activation(reading), pathological(reading), agreement(reading)];
}

/** Bytes that a bundle may have. */
export const largestBundles = {
  'bundle.server': 450 * 1024,
  'bundle.client': 450 * 1024,
  'bundle.vsix': 400 * 1024,
} as const;

function sizes(reading: Reading): Target {
  const measured = Object.keys(largestBundles).map((name) => reading.median(name));
  const [server, client, vsix] = measured;
  return {
    id: 'P13',
    quantity: 'size of server, client, and the packed extension',
    wanted: '≤ 450, 450, 400 KB',
    reached: [server, client, vsix].map(kb).join(', '),
    beside: '',
    isMet: within(
      ...Object.values(largestBundles).map((bound, index) => [measured[index], bound] as const),
    ),
  };
}

function activation(reading: Reading): Target {
  const load = reading.median('activation.load');
  const isRare = reading.checked('not activated everywhere');
  return {
    id: 'P14',
    quantity: 'loading the client',
    wanted: '≤ 60 ms; not activated everywhere',
    reached: `${ms(load)}; ${isRare === undefined ? 'n/a' : isRare ? 'only where there is YAML' : 'activated everywhere'}`,
    beside: '',
    isMet: all(within([load, 60]), isRare),
  };
}

function pathological(reading: Reading): Target {
  const metrics = reading.metrics('pathological.');
  const worst = metrics.toSorted((a, b) => (reading.most(b) ?? 0) - (reading.most(a) ?? 0))[0];
  const most = largestOf(metrics.map((metric) => reading.most(metric)));
  const slow = metrics.filter((metric) => (reading.most(metric) ?? 0) > 500).length;
  return {
    id: 'P15',
    quantity: `main thread busy with any of ${metrics.length} texts up to 1 MB that are meant to hang`,
    wanted: '≤ 500 ms',
    reached:
      worst === undefined
        ? 'n/a'
        : `${ms(most)} (${worst.slice('pathological.'.length)}); ${slow} over 500 ms`,
    beside: '',
    isMet: within([most, 500]),
  };
}

function agreement(reading: Reading): Target {
  const check = reading.results.checks.find(({ name }) => name === 'the parsers agree');
  return {
    id: 'P16',
    quantity: 'quick and careful parser read the same',
    wanted: 'no difference',
    reached: check?.detail ?? 'n/a',
    beside: '',
    isMet: check?.passed,
  };
}
