import { fix } from '../fixes/fix.ts';
import { HelmRelease } from '../manifest/kind.ts';
import { tableOf } from '../schema/field-table.ts';
import { readField } from '../yaml/field.ts';
import { entryOf, valueAt, type YamlMap } from '../yaml/node.ts';
import { removeEntry } from '../yaml/yaml-edit.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { nameOf, placeOfMissing, quote } from './wording.ts';

/** Flags HelmReleases that name their chart in two ways, or in none. */
export const chartAndChartRef = defineRule({
  id: 'chart-and-chart-ref',
  title: 'HelmRelease with both `chart` and `chartRef`, or neither',
  boundary: 'api',
  preset: 'strict',
  applies: 'everywhere',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  reads: [HelmRelease],
  why: 'A HelmRelease says which chart it installs in `chart`, for which Flux makes a HelmChart, or in `chartRef`, which names an object that has the chart already. The API server refuses one that says both or neither.',
  remedy: 'Keep the one that is meant.',
  errors: [
    'HelmRelease.helm.toolkit.fluxcd.io "podinfo" is invalid: spec: Invalid value: "object": either chart or chartRef must be set',
  ],
  references: [
    'https://fluxcd.io/flux/components/helm/helmreleases/#chart-template',
    'https://fluxcd.io/flux/components/helm/helmreleases/#chart-reference',
  ],
  check(object, context) {
    if (object.template || tableOf(object)?.apiVersion !== object.apiVersion) return;
    const [chart, chartRef] = keys.map((key) => readField(object, 'spec', key).state);
    if (chart !== chartRef || chart === 'unknown') return;
    const spec = valueAt(object.root, 'spec');
    const entry = entryOf(spec, 'chartRef') ?? entryOf(spec, 'chart');
    context.report({
      at: entry?.keySpan ?? placeOfMissing(object, 'spec', 'chart'),
      object,
      tenant: context.tenancy.ownerOf(object),
      message: `${nameOf(object)} has ${chart === 'present' ? 'both `chart` and' : 'neither `chart` nor'} \`chartRef\`, of which the Flux API takes exactly one`,
      fixes: () => (chart === 'present' && spec?.type === 'map' ? removals(spec, context) : []),
    });
  },
});

const keys = ['chart', 'chartRef'] as const;

function removals(spec: YamlMap, context: RuleContext) {
  const text = context.textOf(spec.span.file);
  return keys.map((key) => fix(`Remove ${quote(key)}`, [removeEntry(text, spec, key)]));
}
