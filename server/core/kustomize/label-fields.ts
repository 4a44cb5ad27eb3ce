import type { FieldSpec } from './field-spec.ts';

const podTemplates: readonly (readonly [string, string])[] = [
  ['DaemonSet', 'spec/template'],
  ['Deployment', 'spec/template'],
  ['ReplicaSet', 'spec/template'],
  ['ReplicationController', 'spec/template'],
  ['StatefulSet', 'spec/template'],
  ['Job', 'spec/template'],
  ['CronJob', 'spec/jobTemplate/spec/template'],
];

/** Labels of the objects themselves. */
export const objectLabels = field('metadata/labels', true);

/** Labels of the pods that workloads create. */
export const templateLabels: readonly FieldSpec[] = [
  ...podTemplates.map(([kind, path]) => field(`${path}/metadata/labels`, true, kind)),
  field('spec/jobTemplate/metadata/labels', true, 'CronJob'),
  field('spec/volumeClaimTemplates/metadata/labels', true, 'StatefulSet'),
];

/**
 * Selectors that must keep up with the labels of what they select
 * (kustomize:api/internal/konfig/builtinpluginconsts/commonlabels.go).
 */
export const labelSelectors: readonly FieldSpec[] = [
  field('spec/selector', true, 'Service'),
  field('spec/selector', true, 'ReplicationController'),
  field('spec/selector/matchLabels', true, 'Deployment'),
  field('spec/selector/matchLabels', true, 'ReplicaSet'),
  field('spec/selector/matchLabels', true, 'DaemonSet'),
  field('spec/selector/matchLabels', true, 'StatefulSet'),
  field('spec/selector/matchLabels', false, 'Job'),
  field('spec/selector/matchLabels', false, 'PodDisruptionBudget'),
  field('spec/podSelector/matchLabels', false, 'NetworkPolicy'),
  field('spec/ingress/from/podSelector/matchLabels', false, 'NetworkPolicy'),
  field('spec/egress/to/podSelector/matchLabels', false, 'NetworkPolicy'),
];

/** Annotations of the objects and of the pods they create. */
export const annotationFields: readonly FieldSpec[] = [
  field('metadata/annotations', true),
  ...podTemplates.map(([kind, path]) => field(`${path}/metadata/annotations`, true, kind)),
  field('spec/jobTemplate/metadata/annotations', true, 'CronJob'),
];

function field(path: string, create: boolean, kind?: string): FieldSpec {
  return { path: path.split('/'), create, kind };
}
