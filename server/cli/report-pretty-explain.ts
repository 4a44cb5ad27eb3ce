import { excerpt } from './excerpt.ts';
import type {
  ExplainOutput,
  LikelyRuleOutput,
  MessageOutput,
  NamedOutput,
  PlaceOutput,
} from './explain-output.ts';
import type { SourceLines } from './source-lines.ts';
import type { Style } from './style.ts';
import { clip, visible } from './visible-text.ts';
import { wrap } from './words.ts';

interface Context {
  readonly lines: SourceLines;
  readonly style: Style;
}

const longestText = 300;

/** An explanation for people: what the message says, where it comes from, and what to do. */
export function prettyExplanation(output: ExplainOutput, context: Context): string {
  const blocks =
    output.messages.length > 0
      ? output.messages.map((message) => describeMessage(message, context))
      : [describeUnknown(output, context)];
  const cut = output.cut ? ['the text is long: only its beginning was read'] : [];
  return `${[...blocks.map((block) => block.join('\n')), ...cut].join('\n\n\n')}\n`;
}

function describeMessage(message: MessageOutput, context: Context): readonly string[] {
  const { style } = context;
  return [
    ...paragraph(message.says, '', style).map(style.strong),
    style.faint(`  ${clip(visible(message.text.replaceAll('\n', ' ')), longestText)}`),
    ...describePlaces(message.places, context),
    ...describeRules(message.rules, style),
  ];
}

function describeUnknown(output: ExplainOutput, context: Context): readonly string[] {
  const names = [
    ...output.named.map(nameOf),
    ...output.accounts.map(({ namespace, name }) => `ServiceAccount ${namespace}/${name}`),
  ];
  return [
    ...paragraph(
      'This is no message that is known here. Give it as it was printed, from the name of the object to its end.',
      '',
      context.style,
    ),
    ...(names.length > 0 ? ['', `It names ${visible(names.join(', '))}.`] : []),
    ...describePlaces(output.places, context),
  ];
}

function nameOf({ kind, resource, namespace, name }: NamedOutput): string {
  return [kind ?? resource, namespace === null ? name : `${namespace}/${name}`].join(' ').trim();
}

/** The first place with its line, as it is the answer; the others by name. */
function describePlaces(
  places: readonly PlaceOutput[],
  { lines, style }: Context,
): readonly string[] {
  return places.flatMap((place, index) => {
    const mark = place.severity === null ? style.info : style[place.severity];
    const at = style.strong(`${visible(place.file)}:${place.line}:${place.column}`);
    const severity = place.severity === null ? '' : `${mark(place.severity)}  `;
    const rule = place.rule === null ? '' : `  ${style.faint(place.rule)}`;
    return [
      ...(index < 2 ? [''] : []),
      `  ${at}  ${severity}${visible(place.message)}${rule}`,
      ...(index === 0 ? excerpt(place, lines, style, mark) : []),
    ];
  });
}

/** What to do about the rules that found something; the others are only named. */
function describeRules(rules: readonly LikelyRuleOutput[], style: Style): readonly string[] {
  const found = rules.some((rule) => rule.found);
  const shown = found ? rules.filter((rule) => rule.found) : rules.slice(0, 1);
  const others = rules.filter((rule) => !shown.includes(rule));
  return [
    ...shown.flatMap(({ rule, title, remedy, page }) => [
      '',
      `  ${style.strong(rule)}  ${title}`,
      ...paragraph(remedy, '    ', style),
      style.faint(`    ${page}`),
    ]),
    ...(others.length > 0
      ? [
          '',
          ...paragraph(
            `It can also come from: ${others.map(({ rule }) => rule).join(', ')}`,
            '  ',
            style,
          ),
        ]
      : []),
  ];
}

function paragraph(text: string, indent: string, style: Style): readonly string[] {
  const room = Math.max(20, (style.wrapAt ?? Infinity) - indent.length);
  return wrap(visible(text), room).map((line) => indent + line);
}
