import type {
  EffectiveOutput,
  ManifestOutput,
  ObjectsOutput,
  TextOutput,
} from './objects-output.ts';
import type { Style } from './style.ts';
import { visible } from './visible-text.ts';
import { count } from './words.ts';

/** The manifests for people: file by file, each with what the builds that take it in make of it. */
export function prettyObjects({ objects }: ObjectsOutput, style: Style): string {
  const files = [...new Set(objects.map(({ file }) => file))].map((file) => {
    const own = objects.filter((object) => object.file === file);
    return `${[style.strong(visible(file)), ...own.flatMap((each) => describe(each, style))].join('\n')}\n`;
  });
  const built = objects.filter(({ effective }) => effective.length > 0).length;
  return [...files, `${count(objects.length, 'object')}, ${built} of them built`, ''].join('\n');
}

function describe(object: ManifestOutput, style: Style): readonly string[] {
  const line = style.faint(`:${object.line}`);
  const head = `  ${visible(`${object.kind} ${placed(object)}`)}  ${line}`;
  const lines = object.effective.map((each) => `    ${describeEffective(each, style)}`);
  // Clusters often have Kustomizations of the same name.
  return [head, ...new Set(lines)];
}

function describeEffective(effective: EffectiveOutput, style: Style): string {
  const { mode, root, kustomization, identity, tenant } = effective;
  const by = mode === 'flux' ? `Kustomization ${kustomization}, path ${root}` : `kustomize ${root}`;
  const whom = identity === null ? '' : `, applied as ${textOf(identity)}`;
  const whose = tenant === null ? '' : `, tenant ${tenant}`;
  return `${visible(`→ ${placed(effective)}`)}  ${style.faint(visible(`${by}${whom}${whose}`))}`;
}

function placed({ name, namespace }: Pick<ManifestOutput, 'name' | 'namespace'>): string {
  return namespace === null ? textOf(name) : `${textOf(namespace)}/${textOf(name)}`;
}

function textOf(text: TextOutput): string {
  return typeof text === 'string' ? text : '?';
}
