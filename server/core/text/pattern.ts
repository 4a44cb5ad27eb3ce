/**
 * The test whether a whole text fits a regular expression that somebody wrote into a file; `undefined` for one that is
 * none, or that could take longer than anybody waits: groups that repeat what repeats or branches, and more than a few
 * parts of any length.
 */
export function wholeMatcher(pattern: string): ((text: string) => boolean) | undefined {
  if (/^[\w-]+$/.test(pattern)) return (text) => text === pattern;
  if (mayTakeLong(pattern)) return undefined;
  try {
    const expression = new RegExp(`^(?:${pattern})$`);
    return (text) => text.length <= longestText && expression.test(text);
  } catch {
    return undefined;
  }
}

/** Names of Kubernetes are shorter. */
const longestText = 300;

const longestPattern = 1000;

/** As many parts of any length are tried in all combinations, which is quick for texts of this size. */
const mostRepetitions = 3;

function mayTakeLong(pattern: string): boolean {
  if (pattern.length > longestPattern) return true;
  const plain = pattern.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x');
  const repetitions = plain.match(/[*+]|\{\d+,\d*\}/g)?.length ?? 0;
  return repetitions > mostRepetitions || /[*+|}][^()]*\)+[*+{]/.test(plain);
}
