/**
 * The text a snippet inserts when every tab stop keeps its default, or gets the value given for it. Knows the part of
 * the snippet syntax that ours use: `$1`, `${1:default}` with tab stops inside, `${1|a,b|}`, and escapes.
 */
export function expandSnippet(body: string, typed: Readonly<Record<string, string>> = {}): string {
  const values = new Map(Object.entries(typed));
  collectDefaults(body, values);
  return substitute(body, values);
}

const tabStop = /\\([$}\\])|\$(\d+)|\$\{(\d+)\|([^|}]*)\|\}|\$\{(\d+):((?:[^{}$]|\$\d+)*)\}/g;

/** The place that gives a tab stop its default may come after others that repeat it. */
function collectDefaults(body: string, values: Map<string, string>): void {
  for (const [, , , chooser, choices, holder, fallback] of body.matchAll(tabStop)) {
    const number = chooser ?? holder;
    const value = choices?.split(',')[0] ?? fallback;
    if (number !== undefined && value !== undefined && !values.has(number)) {
      values.set(number, value);
    }
  }
}

function substitute(text: string, values: ReadonlyMap<string, string>): string {
  return text.replaceAll(tabStop, (_all, escaped, plain, chooser, _choices, holder) => {
    if (escaped !== undefined) return escaped;
    return substitute(values.get(plain ?? chooser ?? holder) ?? '', values);
  });
}
