/** JSON in the layout of the formatter: lists on one line where they fit, everything else broken. */
export function jsonLayout(value: unknown, indent = '', before = 0): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    const line = onOneLine(value);
    if (before + line.length < lineWidth) return line;
    const items = value.map((item) => `\n${deeper}${jsonLayout(item, deeper, deeper.length)}`);
    return `[${items.join(',')}\n${indent}]`;
  }
  const entries = Object.entries(value).map(([key, item]) => {
    const name = `${JSON.stringify(key)}: `;
    return `\n${deeper}${name}${jsonLayout(item, deeper, deeper.length + name.length)}`;
  });
  return entries.length === 0 ? '{}' : `{${entries.join(',')}\n${indent}}`;
}

const lineWidth = 100;

function onOneLine(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`;
  const entries = Object.entries(value);
  return `{ ${entries.map(([key, item]) => `${JSON.stringify(key)}: ${onOneLine(item)}`).join(', ')} }`;
}
