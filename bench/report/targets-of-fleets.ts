import type { Reading } from './reading.ts';
import { peersIn, type Target, within } from './targets.ts';
import { kb, mb, ms, spread, times } from './units.ts';

/** Starting, reading a fleet, memory. */
export function fleetTargets(reading: Reading): readonly Target[] {
  return [
    start(reading),
    cold(reading),
    large(reading),
    warm(reading),
    memory(reading),
    branchSwitch(reading),
  ];
}

function start(reading: Reading): Target {
  const ours = reading.median('start.initialize');
  const node = reading.median('limit.node', 'limit');
  const more = ours === undefined || node === undefined ? undefined : ours - node;
  const peer = peersIn(reading, (name) => name).includes('yaml-language-server')
    ? reading.ratio('start.initialize', 'start.initialize', 'yaml-language-server 2.0.0')?.median
    : 0;
  return {
    id: 'P1',
    quantity: 'from starting the server to its first answer',
    wanted: '≤ bare Node + 45 ms, ≤ 0.45x yaml-language-server',
    reached: `${ms(ours)}: bare Node + ${ms(more)}`,
    beside: [
      `bare Node ${ms(node)}`,
      peersIn(reading, (name) => shown(reading.median('start.initialize', name))),
    ]
      .filter(Boolean)
      .join(', '),
    isMet: within([more, 45], [peer, 0.45]),
  };
}

function cold(reading: Reading): Target {
  const ready = reading.median('index.even-1000.ready');
  const ratio = reading.ratio('index.even-1000.ready', 'limit.even-1000.parse', 'limit');
  const rate = rateOf(reading, 'even-1000', ready);
  return {
    id: 'P2',
    quantity: 'from nothing to ready, 1,000 tenants',
    wanted: '≤ 1.0 s, ≤ 2x limit, ≥ 15,000 files/s',
    reached: `${ms(ready)}, ${spread(ratio)} of the limit, ${rate === undefined ? 'n/a' : Math.round(rate).toLocaleString('en')} files/s; lifelike fleet ${ms(reading.median('index.lifelike-1000.ready'))}`,
    beside: besideFleet(reading, 'even-1000'),
    isMet: within([ready, 1000], [ratio?.median, 2], [rate && 1 / rate, 1 / 15_000]),
  };
}

function large(reading: Reading): Target {
  const ready = reading.median('index.even-10000.ready');
  const ratio = reading.ratio('index.even-10000.ready', 'limit.even-10000.parse', 'limit');
  const growth = growthIn(reading);
  return {
    id: 'P3',
    quantity: 'from nothing to ready, 10,000 tenants',
    wanted: '≤ 8 s, ≤ 2.2x limit, ≤ 12.6x of 1,000 tenants',
    reached: `${ms(ready)}, ${spread(ratio)} of the limit, ${times(growth)} of 1,000 tenants; lifelike fleet ${ms(reading.median('index.lifelike-10000.ready'))}`,
    beside: besideFleet(reading, 'even-10000'),
    isMet: within([ready, 8000], [ratio?.median, 2.2], [growth, 12.6]),
  };
}

/** How much longer ten times the tenants take. */
export function growthIn(reading: Reading): number | undefined {
  const small = reading.median('index.even-1000.ready');
  const big = reading.median('index.even-10000.ready');
  return small === undefined || big === undefined ? undefined : big / small;
}

function warm(reading: Reading): Target {
  const fleet = `even-${reading.largest}`;
  const wall = reading.median(`warm.${fleet}.wall`);
  const ratio = reading.ratio(`warm.${fleet}.wall`, `limit.${fleet}.stat`, 'limit');
  const size = reading.median(`warm.${fleet}.size`);
  return {
    id: 'P5',
    quantity: `with a cache, nothing changed, ${tenants(reading)}: \`check\`, and server to ready`,
    wanted: '≤ 2x walk and stat, cache ≤ 0.4 KB per file',
    reached: `${ms(wall)}, ${spread(ratio)} of walk and stat, ${kb(size)} per file; ready ${ms(reading.median(`warm.${fleet}.ready`))}`,
    beside: `walk and stat ${ms(reading.median(`limit.${fleet}.stat`, 'limit'))}; without a cache ${ms(reading.median(`check.${fleet}.wall`))}`,
    isMet: within([ratio?.median, 2], [size, 0.4 * 1024]),
  };
}

function memory(reading: Reading): Target {
  const idle = reading.median('start.rss');
  const growth = memoryPerThousand(reading);
  const thousand = reading.median('index.even-1000.rss');
  const tenThousand = reading.median('index.even-10000.rss');
  const big = reading.median('memory.after-1-MB');
  const bounds: readonly (readonly [number | undefined, number])[] = [
    [idle, 60],
    [growth, 2],
    [thousand, 130],
    [big, 150],
    [reading.largest >= 10_000 ? tenThousand : 0, 400],
  ];
  return {
    id: 'P11',
    quantity: 'memory',
    wanted:
      'idle ≤ 60 MB; ≤ 2 MB live per 1,000 manifests; resident ≤ 130 MB with 1,000 tenants, ≤ 400 MB with 10,000, ≤ 150 MB after editing 1 MB',
    reached: `${mb(idle)}; ${mb(growth)}; ${mb(thousand)}, ${mb(tenThousand)}, ${mb(big)}`,
    beside: peersIn(reading, (name) => {
      const after = reading.median('edit.0.1 MB.rss', name);
      return after === undefined
        ? undefined
        : `idle ${mb(reading.median('start.rss', name))}, after 1 MB ${mb(after)}`;
    }),
    isMet: within(...bounds),
  };
}

/** Live memory for each further thousand manifest files, in MB: the slope between the two largest even fleets. */
export function memoryPerThousand(reading: Reading): number | undefined {
  const most = reading.largest;
  const [small, big] = [`even-${most / 10}`, `even-${most}`];
  const files = (name: string) => reading.results.fleets[name]?.files;
  const [few, many] = [files(small), files(big)];
  const [low, high] = [small, big].map((name) => reading.median(`index.${name}.heap`));
  if (low === undefined || high === undefined || !few || !many) return undefined;
  return (high - low) / ((many - few) / 1000);
}

function branchSwitch(reading: Reading): Target {
  const wall = reading.p95('switch.even-1000.wall');
  return {
    id: 'P12',
    quantity:
      'another branch with 1,000 changed files, 1,000 tenants: to the last diagnostics, p95',
    wanted: '≤ 150 ms',
    reached: `${ms(wall)}; main thread busy ${ms(reading.p95('switch.even-1000.busy'))}`,
    beside: '',
    isMet: within([wall, 150]),
  };
}

function besideFleet(reading: Reading, fleet: string): string {
  const limit = (kind: string) => ms(reading.median(`limit.${fleet}.${kind}`, 'limit'));
  return `limit (read and parse all) ${limit('parse')}; walk ${limit('walk')}, walk and read ${limit('read')}`;
}

function rateOf(reading: Reading, fleet: string, ready?: number): number | undefined {
  const files = reading.results.fleets[fleet]?.files;
  return files === undefined || ready === undefined ? undefined : files / (ready / 1000);
}

function tenants(reading: Reading): string {
  return `${reading.largest.toLocaleString('en')} tenants`;
}

function shown(value: number | undefined): string | undefined {
  return value === undefined ? undefined : ms(value);
}
