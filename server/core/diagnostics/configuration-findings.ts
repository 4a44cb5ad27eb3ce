import { configurationOf } from '../config/configuration.ts';
import { type ConfigurationProblem, unknownName } from '../config/shape.ts';
import { nearest } from '../text/nearest.ts';
import { quote } from '../text/quote.ts';
import { directoriesOf, type Snapshot } from '../workspace/snapshot.ts';
import { correctionsOf } from './correction.ts';
import type { Diagnostic } from './diagnostic.ts';
import { configurableRules } from './rule-levels.ts';

/** Id of the findings about the configuration file. They have no level and cannot be suppressed. */
export const configurationRule = 'invalid-configuration';

/** What is wrong in the configuration file of the workspace; the rest of the file holds all the same. */
export function configurationFindings(snapshot: Snapshot): readonly Diagnostic[] {
  const { problems } = configurationOf(snapshot);
  return [...problems, ...unknownRules(snapshot), ...unknownClusters(snapshot)].map(
    (problem): Diagnostic => ({
      rule: configurationRule,
      severity: 'error',
      message: problem.message,
      span: problem.span,
      related: problem.related ?? [],
      object: undefined,
      tenant: undefined,
      fixes: () => correctionsOf(problem),
    }),
  );
}

function unknownRules(snapshot: Snapshot): readonly ConfigurationProblem[] {
  return configurationOf(snapshot).namedRules.flatMap((names) => {
    const given = names.map(({ value }) => value);
    return names
      .filter(({ value }) => !configurableRules.includes(value))
      .map((name) => unknownName('rule', name, { known: configurableRules, given }));
  });
}

/** A file that is looked at alone says nothing about the directories around it. */
function unknownClusters(snapshot: Snapshot): readonly ConfigurationProblem[] {
  const directories = directoriesOf(snapshot);
  if (directories.size < 2) return [];
  const { clusters } = configurationOf(snapshot).lockdown;
  return [...clusters]
    .filter(([directory]) => !directories.has(directory))
    .map(([directory, { key }]) => {
      const others = [...directories.keys()].filter((each) => !clusters.has(each));
      const meant = nearest(directory, others);
      const hint = meant === undefined ? '' : `; the nearest is ${quote(meant)}`;
      const message = `there is no YAML file in ${quote(key.value)}${hint}`;
      return { message, span: key.span, meant };
    });
}
