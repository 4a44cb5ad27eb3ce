// Field tables → the code of a module that exports them as `tables`, by group and kind. What fields are for stays out of
// it: that is for people, and half of the text.
import { idOf } from './field-tables.mjs';

/** A structure that stands in several places is one constant. */
export function tableCode(described) {
  const tables = withoutWords(described);
  const counts = new Map();
  const countAll = (value) => {
    if (typeof value !== 'object' || value === null) return;
    if (value.fields) {
      const key = JSON.stringify(value.fields);
      counts.set(key, (counts.get(key) ?? 0) + 1);
      if (counts.get(key) > 1) return;
    }
    for (const each of Object.values(value)) countAll(each);
  };
  countAll(tables);
  const constants = [];
  const names = new Map();
  const codeOf = (value) => {
    if (typeof value !== 'object' || value === null) return JSON.stringify(value);
    if (Array.isArray(value)) return `[${value.map(codeOf).join()}]`;
    const entries = Object.entries(value).map(([key, each]) => {
      const code = key === 'fields' ? structure(each) : codeOf(each);
      return `${JSON.stringify(key)}:${code}`;
    });
    return `{${entries.join()}}`;
  };
  const structure = (fields) => {
    const key = JSON.stringify(fields);
    if (counts.get(key) === 1) return codeOf(fields);
    if (!names.has(key)) {
      const code = codeOf(fields);
      names.set(key, `fields${names.size}`);
      constants.push(`const ${names.get(key)} = ${code};`);
    }
    return names.get(key);
  };
  const kinds = tables.map((table) => `${JSON.stringify(idOf(table))}:${codeOf(table)}`);
  return [...constants, `export const tables = {${kinds.join()}};`].join('\n');
}

function withoutWords(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutWords);
  const entries = Object.entries(value).filter(([key, each]) => !isWords(key, each));
  return Object.fromEntries(entries.map(([key, each]) => [key, withoutWords(each)]));
}

/** Not a field that is called `about`. */
const isWords = (key, value) => key === 'about' && typeof value === 'string';
