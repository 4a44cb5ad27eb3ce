import type { Check, Results, Series } from '../../../bench/report/record.ts';

type Samples = Readonly<Record<string, readonly number[]>>;

/** Results of a run in which nothing was measured but this; metrics with a variant in front, `limit:…`, or ours. */
export function resultsWith(
  samples: Samples,
  checks: readonly Check[] = [],
  fleets: Results['fleets'] = {
    'even-100': { files: 1500, sha256: '' },
    'even-1000': { files: 14_500, sha256: '' },
  },
): Results {
  return {
    version: 1,
    profile: 'quick',
    date: '2026-01-02T03:04:05.000Z',
    commit: 'abc123',
    base: undefined,
    machine: {
      processor: 'Test',
      cores: 2,
      memory: 8,
      system: 'Linux 6',
      node: 'v24',
      load: [0, 1],
    },
    fleets,
    series: Object.entries(samples).map(([name, values]) => seriesOf(name, values)),
    checks,
    gaps: [],
  };
}

function seriesOf(name: string, samples: readonly number[]): Series {
  const [metric = '', variant = 'here'] = name.split(':').reverse();
  const unit = metric.startsWith('bundle') ? 'B' : /heap|rss/.test(metric) ? 'MB' : 'ms';
  return { metric, unit, variant, samples };
}
