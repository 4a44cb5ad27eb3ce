// Reads the field tables of schemas/fields, whose notation its README.md explains, into one model.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { fromRoot } from '../toolchain/root.mjs';

export const tableFolder = fromRoot('schemas', 'fields');

/** The kinds of all tables, sorted, with what they share filled in. */
export function readTables() {
  const files = readdirSync(tableFolder).filter((file) => file.endsWith('.yaml'));
  const { types, structures } = read('shared.yaml');
  return files
    .filter((file) => file !== 'shared.yaml')
    .map((file) => {
      const table = read(file);
      const reader = new TableReader(file, {
        types: { ...types, ...table.types },
        structures: { ...structures, ...table.structures },
      });
      const { apiVersion, kind, about } = table;
      return { apiVersion, kind, about, fields: reader.fields(table.spec) };
    })
    .sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
}

/** Group and kind: only one version of a kind has a table. */
export const idOf = ({ apiVersion, kind }) => `${apiVersion.split('/')[0]}/${kind}`;

const read = (file) => parse(readFileSync(join(tableFolder, file), 'utf8'));

const simpleTypes = ['string', 'boolean', 'integer', 'any', 'object'];

class TableReader {
  constructor(file, { types, structures }) {
    this.file = file;
    this.types = types;
    this.structures = structures;
    this.known = new Map();
  }

  fields(written) {
    return Object.fromEntries(
      Object.entries(written).map(([name, value]) => {
        const required = name.endsWith('!') ? { required: true } : {};
        return [name.replace(/!$/, ''), { ...this.field(value, name), ...required }];
      }),
    );
  }

  field(written, name) {
    if (typeof written === 'string') return this.line(written, name);
    const { is = 'object', about, items, default: fallback, fields } = written;
    const structure = { type: 'object', fields: this.fields(fields) };
    const own = is === 'list' ? { type: 'list', items: structure, ...rangeOf(items) } : structure;
    return { about, ...own, ...(fallback === undefined ? {} : { default: fallback }) };
  }

  /** TYPE [RANGE] [= DEFAULT]; DESCRIPTION */
  line(written, name) {
    const [, type, range, fallback, about] =
      /^(.+?)(?: (\d*\.\.\d*))?(?: = (.+?))?; (.+)$/.exec(written) ?? [];
    if (!type) throw new Error(`${this.file}: ${name} is not TYPE; DESCRIPTION`);
    return {
      about,
      ...this.type(type, name),
      ...rangeOf(range),
      ...(fallback === undefined ? {} : { default: defaultOf(fallback) }),
    };
  }

  type(written, name) {
    const [, container, inner] = /^(list|map) of (.+)$/.exec(written) ?? [];
    if (container) return { type: container, items: this.type(inner, name) };
    if (written.startsWith('one of ')) {
      return { type: 'string', values: written.slice('one of '.length).split(', ') };
    }
    if (simpleTypes.includes(written)) return { type: written };
    const type = this.types?.[written];
    if (type) return { type: 'string', ...type };
    return { type: 'object', fields: this.structure(written, name) };
  }

  structure(structure, name) {
    const written = this.structures[structure];
    if (!written) throw new Error(`${this.file}: nothing is called ${structure}, as ${name} says`);
    let fields = this.known.get(structure);
    if (!fields) {
      fields = this.fields(written);
      this.known.set(structure, fields);
    }
    return fields;
  }
}

function rangeOf(written) {
  if (written === undefined) return {};
  const [min, max] = written.split('..');
  return { ...(min ? { min: Number(min) } : {}), ...(max ? { max: Number(max) } : {}) };
}

/** A default is JSON where it can be read as such, and a text otherwise. */
function defaultOf(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
