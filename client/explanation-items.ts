import type {
  ExplainedNode,
  ExplainedPlaceNode,
  ExplainResult,
  LikelyRuleNode,
  Place,
} from '../server/lsp/protocol.ts';

/** One row of the list that answers *Explain a Flux Error*, still free of the editor's types. */
export type ExplanationRow =
  | { readonly type: 'heading'; readonly label: string }
  | {
      readonly type: 'item';
      /** Name of a codicon. */
      readonly icon: string;
      readonly label: string;
      /** A few words behind the label. */
      readonly description: string;
      /** The line below. */
      readonly detail: string;
      readonly action: RowAction;
    };

/** What happens when a row is chosen. */
export type RowAction =
  | { readonly type: 'open'; readonly place: Place }
  | { readonly type: 'browse'; readonly url: string }
  | { readonly type: 'read' };

/** How a file is called in a list, such as by its path in the workspace. */
export type FileNaming = (uri: string) => string;

/**
 * An explanation as rows: what the message says, the places it comes from, and what to do. Where nothing was
 * recognised, the places of what the text names; no rows at all where there is nothing to show.
 */
export function explanationRows(
  { messages, named, places }: ExplainResult,
  nameOf: FileNaming,
): readonly ExplanationRow[] {
  if (messages.length > 0) return messages.flatMap((message) => messageRows(message, nameOf));
  if (places.length === 0) return [];
  return [
    heading('Unknown message'),
    {
      type: 'item',
      icon: 'question',
      label: 'These are the objects that it names',
      description: '',
      detail: named.join(', '),
      action: { type: 'read' },
    },
    ...places.map((place) => placeRow(place, nameOf)),
  ];
}

/** The row to begin with: the first place, so that Enter goes there; without one, the first that is no heading. */
export function firstRow(rows: readonly ExplanationRow[]): ExplanationRow | undefined {
  const items = rows.filter((row) => row.type === 'item');
  return items.find(({ action }) => action.type === 'open') ?? items[0];
}

function messageRows(message: ExplainedNode, nameOf: FileNaming): readonly ExplanationRow[] {
  const { says, excerpt, places, rules } = message;
  const [label = '', ...rest] = lines(plain(says));
  return [
    heading('Meaning'),
    {
      type: 'item',
      icon: 'info',
      label,
      description: '',
      detail: rest.join(' ') || plain(excerpt),
      action: { type: 'read' },
    },
    ...(places.length > 0 ? [heading('Where')] : []),
    ...places.map((place) => placeRow(place, nameOf)),
    ...(rules.length > 0 ? [heading('Remedy')] : []),
    ...rules.slice(0, mostRules).map(ruleRow),
  ];
}

/** Rules behind these are no likelier than any other. */
const mostRules = 5;

function heading(label: string): ExplanationRow {
  return { type: 'heading', label };
}

function placeRow(
  { place, role, message, rule, severity }: ExplainedPlaceNode,
  nameOf: FileNaming,
): ExplanationRow {
  return {
    type: 'item',
    icon: severity ?? icons[role],
    label: `${nameOf(place.uri)}:${place.range.start.line + 1}`,
    description: rule ?? '',
    detail: plain(message),
    action: { type: 'open', place },
  };
}

const icons: Readonly<Record<ExplainedPlaceNode['role'], string>> = {
  finding: 'pass',
  object: 'symbol-object',
  flux: 'sync',
  account: 'key',
};

function ruleRow({ rule, title, remedy, page, isFound }: LikelyRuleNode): ExplanationRow {
  return {
    type: 'item',
    icon: 'book',
    label: rule,
    description: isFound ? title : `perhaps · ${title}`,
    detail: plain(remedy),
    action: { type: 'browse', url: page },
  };
}

/** Lists show no markup. */
export function plain(text: string): string {
  return text.replaceAll('`', '').replace(/\s+/g, ' ');
}

/** What fits into a row of the list, in letters. */
const rowLength = 70;

/** A sentence in two lines, since rows are not wrapped. */
function lines(sentence: string): readonly string[] {
  if (sentence.length <= rowLength) return [sentence];
  const space = sentence.lastIndexOf(' ', rowLength);
  const at = space < 0 ? rowLength : space;
  return [sentence.slice(0, at), sentence.slice(at).trim()];
}
