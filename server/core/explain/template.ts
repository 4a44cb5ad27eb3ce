/**
 * A message as it is printed, in parts. The first part has to be there; each further one counts where the text goes
 * on that far, because tables and people cut messages off. `{role:form}` stands for what differs from case to case;
 * the forms are listed below. Between words there may be any space or none, and a quote may be of any sort.
 */
export type Template = readonly string[];

/** Where a text has the form of a template, and what stands in its gaps. */
export interface TemplateMatch {
  readonly start: number;
  readonly end: number;
  /** By role and part, such as `source_name`. What was cut off in the middle is left out. */
  readonly values: ReadonlyMap<string, string>;
}

/** A template that is ready to be looked for. */
export interface CompiledTemplate {
  readonly expression: RegExp;
  /** Words that every match has, without spaces and quotes; most texts are told apart by them alone. */
  readonly anchor: string;
}

/** A text to be searched, and the same without spaces and quotes. */
export interface SearchedText {
  readonly text: string;
  readonly squeezed: string;
}

/** Makes a text ready to be searched for many templates. */
export function searched(text: string): SearchedText {
  return { text, squeezed: squeeze(text) };
}

/** All places where a text has the form of a template, in their order. */
export function matchesOf(
  { expression, anchor }: CompiledTemplate,
  { text, squeezed }: SearchedText,
): readonly TemplateMatch[] {
  if (!squeezed.includes(anchor)) return [];
  return [...text.matchAll(expression)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    values: wholeValues(match, text),
  }));
}

/** A template as a regular expression, whose every gap is bounded so that no text takes long. */
export function compileTemplate(template: Template): CompiledTemplate {
  const source = template.reduceRight(
    (rest, part) => sourceOf(part) + (rest === '' ? '' : `(?:${rest})?`),
    '',
  );
  const words = (template[0] ?? '').split(/\{[^{}]*\}/).map(squeeze);
  const [anchor = ''] = words.sort((a, b) => b.length - a.length);
  return { expression: new RegExp(`(?<![\\w./-])${source}`, 'dg'), anchor };
}

function squeeze(text: string): string {
  return text.replace(/[\s"'`]+/g, '');
}

const label = '[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?';
const name = '[A-Za-z0-9](?:[-\\w.:]{0,251}[A-Za-z0-9])?';
const kind = '[A-Z][A-Za-z0-9]{1,62}';
const group = '[a-z0-9](?:[-a-z0-9.]{0,250}[a-z0-9])?';

/** What a gap may be filled with. `ROLE` in the name of a group is replaced by the role. */
const forms: Readonly<Record<string, string>> = {
  /** `Kind/name` or `Kind/namespace/name`. */
  object: `(?<ROLE_kind>${kind})/(?:(?<ROLE_namespace>${label})/)?(?<ROLE_name>${name})`,
  /** `name` or `namespace/name`. */
  path: `(?:(?<ROLE_namespace>${label})/)?(?<ROLE_name>${name})`,
  kind: `(?<ROLE_kind>${kind})`,
  name: `(?<ROLE_name>${name})`,
  namespace: `(?<ROLE_namespace>${label})`,
  /** The group behind a kind, as in `Kind.group`. */
  suffix: `(?<ROLE_group>${group})`,
  /** `group/version`. */
  api: `(?<ROLE_api>(?:${group}/)?v[0-9][a-z0-9]{0,20})`,
  resource: '(?<ROLE_resource>[a-z][a-z0-9]{1,62})',
  /** `resources` or `resources.group`, and perhaps the quoted name of one. */
  target: `(?<ROLE_resource>[a-z][a-z0-9]{1,62})(?:\\.(?<ROLE_group>${group}))?(?:\\s?["'\`]{1,2}(?:(?<ROLE_name>${name})|…)["'\`]{1,2})?`,
  /** The user of a request. */
  user: '(?<ROLE>[^\\s"\'`…]{1,300})',
  /** A name that is no object's by itself. */
  text: `(?<ROLE>${name})`,
  word: '(?<ROLE>[A-Za-z][A-Za-z0-9/]{0,62})',
  group: `(?<ROLE>(?:${group})?)`,
  scope: `(?:at\\s?the\\s?cluster\\s?(?<ROLE_cluster>scope)|in\\s?the\\s?namespace\\s?["'\`]{0,2}(?<ROLE_namespace>${label})["'\`]{0,2})`,
  field: '(?<ROLE>\\.?[A-Za-z][\\w.[\\]"=-]{0,250})',
  /** A path behind the temporary directory that a controller works in. */
  file: '(?:/tmp/[-\\w.]{1,100}/)?(?<ROLE>[^\\s:\'"`]{1,500})',
  /** What kustomize would have to fetch. */
  remote:
    '(?<ROLE>(?:https?://|ssh://|git::|git@|(?:www\\.)?(?:github|gitlab)\\.com[/:])[^\\s\'"`]{1,500})',
  /** That the API server was asked and said no, in the words of all releases. */
  refused: 'dry-run\\s?failed(?:\\s?\\(\\w{1,40}\\)|,\\s?reason:\\s?\\w{1,40})?(?:,\\s?error)?:',
  /** Perhaps a namespace. */
  space: `(?<ROLE_namespace>${label})?`,
  /** Whatever stands in quotes. */
  quoted: '["\'`]{1,2}[^"\'`\\n]{0,300}["\'`]{1,2}',
  /** Something without a gap in it, such as `Kind/namespace/name`. */
  thing: '[^\\s"\'`]{1,300}',
  /** The rest of a text that ends before the API server has said why. */
  cut: '(?:(?!is\\s?forbidden:)[^\n]){0,200}?(?:…|\\.\\.\\.|$)',
  /** Whatever stands between two things that are said of the same object. */
  any: '(?:(?!dry-run)[\\s\\S]){0,1500}?',
};

function sourceOf(part: string): string {
  const pieces = part.split(/\{([a-z]+)(?::([a-z]+))?\}/);
  return pieces
    .map((piece, index) => {
      if (index % 3 === 0) return literal(piece);
      return index % 3 === 1 ? gap(piece, pieces[index + 1]) : '';
    })
    .join('');
}

function gap(role: string, form: string | undefined): string {
  const source = forms[form ?? role];
  if (source === undefined) throw new Error(`a template has a gap of an unknown form: ${role}`);
  return source.replaceAll('ROLE', role);
}

function literal(text: string): string {
  return text
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/["'`]/g, '["\'`]{0,2}')
    .replace(/ /g, '\\s?');
}

/** The values that are all there: one behind which an ellipsis follows may be the beginning of a longer one. */
function wholeValues(match: RegExpExecArray, text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const [key, value] of Object.entries(match.groups ?? {})) {
    const end = match.indices?.groups?.[key]?.[1] ?? 0;
    if (value !== undefined && !/^(?:…|\.\.)/.test(text.slice(end, end + 2)))
      values.set(key, value);
  }
  return values;
}
