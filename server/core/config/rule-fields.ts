import { presets, ruleLevels } from './settings.ts';
import { choice, described, listOf, mapOf, objectOf, phrase, type Shape, text } from './shape.ts';

const paths = described(listOf(text()), {
  title: 'Paths',
  description:
    'Patterns as in a `.gitignore` file, from the folder of this file. Of those that match a file the last one decides.',
  examples: [['tenants/legacy/', '!tenants/legacy/new/']],
});

const levelByRule = mapOf(choice(ruleLevels));

const override = objectOf(
  {
    paths,
    rules: described(levelByRule, {
      title: 'Levels of rules',
      description: 'Level of single rules by id, for what they find in these paths.',
      examples: [{ 'missing-target-namespace': 'off' }],
    }),
  },
  ['paths', 'rules'],
);

const suppression = objectOf(
  {
    rules: described(listOf(text()), {
      title: 'Rules',
      description: 'Ids of the rules that are accepted.',
      examples: [['cross-namespace-source']],
    }),
    paths,
    reason: described(phrase, {
      title: 'Reason',
      description: 'Why that is accepted. Without a reason the entry has no effect.',
      examples: ['the charts of the platform are mirrored in flux-system'],
    }),
  },
  ['rules', 'paths'],
);

/** A reason that is missing is no mistake of the file but a finding; editors ask for it all the same. */
const reasoned: typeof suppression = {
  ...suppression,
  schema: { ...suppression.schema, required: ['rules', 'paths', 'reason'] },
};

/** The keys of the configuration file that decide which findings are shown, and how loud. */
export const ruleFields = {
  preset: described(choice(presets), {
    title: 'Preset',
    description:
      'The rules that are on where nothing is said of them. `strict` adds those that ask for more than most fleets do.',
    examples: ['strict'],
  }),
  rules: described(levelByRule, {
    title: 'Levels of rules',
    description:
      'Level of single rules by id: a severity, `on` for the severity that the rule gives each case itself, or `off`.',
    examples: [{ 'missing-target-namespace': 'error' }],
  }),
  overrides: described(listOf(override), {
    title: 'Levels by path',
    description:
      'Levels that hold for findings in some files only. The last one that matches counts.',
    examples: [[{ paths: ['tenants/legacy/'], rules: { 'missing-service-account': 'info' } }]],
  }),
  suppressions: described(listOf(reasoned), {
    title: 'Accepted findings',
    description: 'Findings that are accepted in whole paths, each time with the reason.',
    examples: [
      [
        {
          rules: ['cross-namespace-source'],
          paths: ['tenants/legacy/'],
          reason: 'until its charts are mirrored',
        },
      ],
    ],
  }),
} satisfies Readonly<Record<string, Shape<unknown>>>;
