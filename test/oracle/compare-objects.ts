import { describeObjects } from '../../server/cli/describe-objects.ts';
import { Locator } from '../../server/cli/locator.ts';
import type {
  EffectiveOutput,
  ObjectsOutput,
  TextOutput,
} from '../../server/cli/objects-output.ts';
import { withinPath } from '../../server/cli/target.ts';
import type { ExpectedObject, Repository } from './corpus.ts';

/** How what `objects` says of one built object compares with what kustomize made of it. */
export type Verdict = 'equal' | 'wrong' | 'unknown' | 'missing' | 'disputed';

export interface Difference {
  readonly verdict: Verdict;
  readonly root: string;
  readonly object: string;
  readonly reason: string;
}

export interface Comparison {
  readonly differences: readonly Difference[];
  /** Objects that kustomize generates: no document declares them. */
  readonly generated: number;
  /** Objects of builds that failed, or that kustomize finished only with remote entries taken out. */
  readonly leftOut: number;
}

export type Mode = 'kustomize' | 'flux';

/** What `objects --format json` prints for a repository. */
export function objectsOf({ name, snapshot }: Repository): ObjectsOutput {
  const target = { root: name, given: name, only: undefined };
  const output = describeObjects(snapshot, new Locator(target, snapshot, withinPath));
  return JSON.parse(JSON.stringify(output));
}

/** Compares the objects of every build that is counted with what `objects` says of the same build. */
export function compareObjects(
  repository: Repository,
  output: ObjectsOutput,
  mode: Mode,
): Comparison {
  const said = new Statements(output, mode);
  const counted = countedBuilds(repository, mode);
  const expected = repository.objects.filter((object) => object.mode === mode);
  const differences: Difference[] = [];
  let generated = 0;
  let leftOut = 0;
  for (const object of expected) {
    if (!counted.has(buildOf(object))) leftOut++;
    else if (object.origin === null) generated++;
    else differences.push(judge(object, said.about(object)));
  }
  return { differences, generated, leftOut };
}

/** In flux mode the oracle takes remote entries out of every build, whether there are any or not. */
function countedBuilds({ builds }: Repository, mode: Mode): ReadonlySet<string> {
  return new Set(
    builds
      .filter((build) => build.mode === mode && build.ok && (mode === 'flux' || !build.stripped))
      .map(buildOf),
  );
}

function buildOf({ root, ks }: { readonly root: string; readonly ks?: string | null }): string {
  return `${root} ${ks ?? ''}`;
}

interface Statement extends EffectiveOutput {
  readonly kind: string;
  readonly line: number;
}

/** What the output says, by build and file. */
class Statements {
  readonly #byPlace = new Map<string, Statement[]>();

  constructor({ objects }: ObjectsOutput, mode: Mode) {
    for (const { file, kind, line, effective } of objects) {
      for (const each of effective.filter((entry) => entry.mode === mode)) {
        const key = `${buildOf({ root: each.root, ks: each.kustomization })} ${file}`;
        const known = this.#byPlace.get(key);
        if (known) known.push({ ...each, kind, line });
        else this.#byPlace.set(key, [{ ...each, kind, line }]);
      }
    }
  }

  /** The statements about a document: those of its line, or where the oracle guessed another line, of its kind. */
  about(object: ExpectedObject): readonly Statement[] {
    const inFile = this.#byPlace.get(`${buildOf(object)} ${object.origin?.path}`) ?? [];
    const inLine = inFile.filter(({ line }) => line === object.origin?.line);
    return inLine.length > 0 ? inLine : inFile.filter(({ kind }) => kind === object.kind);
  }
}

function judge(expected: ExpectedObject, statements: readonly Statement[]): Difference {
  const about = {
    root: buildOf(expected).trim(),
    object: `${expected.kind} ${expected.name ?? ''} in ${expected.namespace ?? '-'}`,
  };
  const reasons = statements
    .map((statement) => reasonsAgainst(expected, statement))
    .sort((a, b) => a.length - b.length)[0];
  if (!reasons) return { ...about, verdict: 'missing', reason: `not in ${expected.origin?.path}` };
  const reason = reasons.map(({ text }) => text).join(', ');
  if (reasons.length === 0) return { ...about, verdict: 'equal', reason };
  if (hasNestedDefault(expected)) return { ...about, verdict: 'disputed', reason };
  return {
    ...about,
    verdict: reasons.every(({ isUnknown }) => isUnknown) ? 'unknown' : 'wrong',
    reason,
  };
}

/** Flux fills in a default within a default (fluxcd/pkg:envsubst/eval_test.go); the oracle stops at the first brace. */
function hasNestedDefault({ origin }: ExpectedObject): boolean {
  return [origin?.name, origin?.namespace].some((text) => /\$\{[^}]*\$\{/.test(text ?? ''));
}

function reasonsAgainst(expected: ExpectedObject, statement: Statement) {
  return (['name', 'namespace'] as const).flatMap((field) => {
    const wanted = expected[field];
    const said: TextOutput = statement[field];
    if (said === wanted) return [];
    const isUnknown = typeof said === 'object' && said !== null;
    const text = isUnknown ? `unknown: ${said.unknown}` : `\`${said}\``;
    return [{ text: `${field} is ${text}, not \`${wanted}\``, isUnknown }];
  });
}
