// Field tables → validators: ajv's standalone code, made small.
//
// ajv describes each mistake at length, and nine tenths of its code are such descriptions. Ours only say where the
// mistake is and, for a field that is missing or unknown, which one: the table has the rest.
import Ajv from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { idOf } from './field-tables.mjs';
import { jsonSchemaOfAll } from './json-schema.mjs';

const schemaId = 'flux';

/** The code of a module that exports `validators`: one function for each kind, by group and kind. */
export function validatorCode(tables) {
  const nameOf = (table) => idOf(table).replace(/\W/g, '_');
  const ajv = new Ajv.default({
    allErrors: true,
    messages: false,
    inlineRefs: false,
    unicodeRegExp: false,
    code: { source: true, esm: true },
    schemas: { [schemaId]: jsonSchemaOfAll(tables, nameOf) },
  });
  const refs = tables.map((table) => [nameOf(table), `${schemaId}#/$defs/${nameOf(table)}`]);
  const code = standaloneCode.default(ajv, Object.fromEntries(refs));
  const names = tables.map((table) => `${JSON.stringify(idOf(table))}: ${nameOf(table)}`);
  return [helpers, slim(code), `export const validators = { ${names.join(', ')} };`].join('\n');
}

const helpers = `
function note(mistakes, at, key, isUnknown) {
  const mistake = { at, key, isUnknown };
  if (mistakes === null) return [mistake];
  mistakes.push(mistake);
  return mistakes;
}
function typed(mistakes, at, map, key, type) {
  const value = map[key];
  return value === undefined || typeof value === type ? mistakes : note(mistakes, at + '/' + key);
}
const join = (mistakes, more) => (mistakes && more ? mistakes.concat(more) : (mistakes ?? more));
const isMap = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const step = (key) => '/' + key.replaceAll('~', '~0').replaceAll('/', '~1');
`;

function slim(code) {
  const slimmed = withNames(withoutDescriptions(code))
    .replaceAll(
      /"([^"]*)\/" \+ (\w+)\.replace\(\/~\/g, "~0"\)\.replace\(\/\\\/\/g, "~1"\)/g,
      '"$1" + step($2)',
    )
    .replaceAll(/,parentData:\w+,parentDataProperty:[^,]+,rootData\}/g, '}')
    .replaceAll(/, parentData, parentDataProperty, rootData=data/g, '')
    .replaceAll(/(\w+) && typeof \1 == "object" && !Array\.isArray\(\1\)/g, 'isMap($1)')
    // How many mistakes there are says nothing that the mistakes do not.
    .replaceAll(/let errors = 0;|errors\+\+;|errors = vErrors\.length;/g, '')
    // A function gives its mistakes, or null for none, in place of keeping them in a property of itself.
    .replaceAll(/validate\d+\.errors = vErrors;return errors === 0;/g, 'return vErrors;')
    .replaceAll(/\{instancePath=""\}=\{\}/g, 'instancePath')
    .replaceAll(
      /if\(!\((validate\d+)\((.+?), ?\{instancePath:(.+?)\}\)\)\)\{vErrors = vErrors === null \? \1\.errors : vErrors\.concat\(\1\.errors\);\}/g,
      'vErrors = join(vErrors, $1($2, $3));',
    )
    .replaceAll(
      /if\((data\d*)\.(\w+) !== undefined\)\{if\(typeof \1\.\2 !== "(\w+)"\)\{vErrors = note\(vErrors, instancePath\+"\/\2"\);\}\}/g,
      'vErrors = typed(vErrors, instancePath, $1, "$2", "$3");',
    )
    .replaceAll(/export const (\w+) = (\w+);/g, 'const $1 = $2;');
  const left = /schemaPath|parentData|\.properties\b|\berrors\b/.exec(slimmed);
  if (left) throw new Error(`ajv writes other code than it did: ${left[0]} is still there`);
  return slimmed;
}

/** Puts a call in the place of each description and of the code that keeps it. */
function withoutDescriptions(code) {
  const description =
    /const (err\d+) = \{instancePath(?::(.*?))?,schemaPath:.*?,keyword:"(\w+)",params:\{(.*?)\}\};if\(vErrors === null\)\{vErrors = \[\1\];\}else \{vErrors\.push\(\1\);\}errors\+\+;/g;
  return code.replaceAll(description, (_whole, _name, at = 'instancePath', keyword, params) => {
    const key = /^(?:additionalProperty|missingProperty): (.+)$/.exec(params)?.[1];
    const about = key ? `, ${key}, ${keyword === 'additionalProperties'}` : '';
    return `vErrors = note(vErrors, ${at}${about});errors++;`;
  });
}

/** Where there are many fields, ajv looks a name up in the schema: that would keep all schemas in the bundle. */
function withNames(code) {
  const schemas = new Map(
    [...code.matchAll(/const (schema\d+) = (\{.*?\});(?=const|function|export)/g)].map(
      ([, name, json]) => [name, JSON.parse(json)],
    ),
  );
  return code
    .replaceAll(/const schema\d+ = \{.*?\};(?=const|function|export)/g, '')
    .replaceAll(
      /func\d+\.call\((schema\d+)((?:\.\w+)*?)\.properties, (\w+)\)/g,
      (_whole, name, path, key) => {
        const keys = path.split('.').slice(1);
        const schema = keys.reduce((at, each) => at[each], schemas.get(name));
        return `/^(${Object.keys(schema.properties).join('|')})$/.test(${key})`;
      },
    );
}
