import type { Manifest } from '../manifest/manifest.ts';
import { entryOf, type YamlEntry, type YamlMap, type YamlNode } from '../yaml/node.ts';
import { type Field, type FieldTable, objectOf } from './field-table.ts';
import { isJudged, isPlainKey } from './judged-value.ts';
import { missingFields } from './missing-field.ts';
import { type Place, placeOfEntry, placeOfItem } from './place.ts';
import type { SchemaProblem } from './schema-problem.ts';
import { takes } from './takes.ts';
import { unknownField } from './unknown-field.ts';

/**
 * Everything in an object that a table does not allow. What must not be judged is passed over: what is not known, is
 * filled in only later, or is no value at all, since Kubernetes drops nulls.
 */
export function problemsIn(object: Manifest, table: FieldTable): readonly SchemaProblem[] {
  const walk = new Walk(object, table);
  walk.visit({ node: object.root, field: objectOf(table), keySpan: object.anchor, path: '' });
  return walk.problems;
}

/** Of an object that is full of unknown fields nobody asks what each of them may mean. */
const mostGuesses = 250;

class Walk {
  readonly problems: SchemaProblem[] = [];
  readonly #object: Manifest;
  readonly #table: FieldTable;
  #unknown = 0;

  constructor(object: Manifest, table: FieldTable) {
    this.#object = object;
    this.#table = table;
  }

  visit(place: Place): void {
    const { node, field, path } = place;
    if (!isJudged(node)) return;
    if (!takes(field, node) && !mayBeBoolean(node, field)) {
      this.problems.push({ type: 'wrong-value', path, span: node.span, node, field });
    }
    if (node.type === 'map' && field.type !== 'list') this.#visitEntries({ ...place, node });
    if (node.type === 'sequence' && field.type === 'list') this.#visitItems(place, node.items);
  }

  #visitEntries(place: Place<YamlMap>): void {
    const { node, field } = place;
    const { fields, items } = field;
    if (!fields && !items) return;
    this.problems.push(...missingFields(place, this.#object));
    for (const entry of fieldEntries(node)) {
      const own = fields && Object.hasOwn(fields, entry.key) ? fields[entry.key] : items;
      if (own) this.visit(placeOfEntry(place, entry, own));
      else this.#addUnknown(place, entry);
    }
  }

  #addUnknown(place: Place<YamlMap>, entry: YamlEntry): void {
    const isGuessed = this.#unknown++ < mostGuesses;
    this.problems.push(...unknownField(place, entry, isGuessed && this.#table, this.#object));
  }

  #visitItems(place: Place, nodes: readonly YamlNode[]): void {
    const { items } = place.field;
    if (!items) return;
    for (const [index, node] of nodes.entries()) this.visit(placeOfItem(place, index, node, items));
  }
}

/** The entries whose keys can be names of fields; of a key that stands twice the one that counts. */
function fieldEntries(node: YamlMap): Iterable<YamlEntry> {
  return node.entries.filter(
    (entry) => isPlainKey(entry.key) && entryOf(node, entry.key) === entry,
  );
}

/** Words that YAML 1.1 takes for booleans, and with it kustomize in JSON patches. */
function mayBeBoolean(node: YamlNode, { type }: Field): boolean {
  if (type !== 'boolean' || node.type !== 'scalar' || typeof node.value !== 'string') return false;
  return /^(y|n|yes|no|on|off)$/i.test(node.value);
}
