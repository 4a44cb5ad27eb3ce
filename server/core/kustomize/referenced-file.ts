import type { FileFacts } from '../workspace/file-facts.ts';
import { isYamlFile, resolvePath } from '../workspace/path.ts';
import { textOf, type YamlNode } from '../yaml/node.ts';
import type { InputRole } from './build-trace.ts';
import { isRemoteEntry } from './remote-entry.ts';
import type { TransformContext } from './transformer.ts';

/** The file that an entry of a configuration names. Notes down why, where the workspace does not hold it. */
export function referencedFile(
  { snapshot, config, trace }: Pick<TransformContext, 'snapshot' | 'config' | 'trace'>,
  entry: YamlNode,
  role: InputRole,
): FileFacts | undefined {
  const text = textOf(entry);
  if (text === undefined) {
    trace.fail('the entry is no path', entry.span);
    return undefined;
  }
  const path = resolvePath(config.directory, text);
  const facts = path === undefined ? undefined : snapshot.files.get(path);
  if (facts) {
    trace.take(facts.file, role);
    return facts;
  }
  if (isRemoteEntry(text)) trace.gap(`\`${text}\` lies outside the repository`, entry.span);
  else if (path === undefined) trace.gap(`\`${text}\` lies outside the workspace`, entry.span);
  else if (!isYamlFile(path)) trace.gap(`\`${text}\` is no YAML file`, entry.span);
  else trace.fail(`\`${text}\` does not exist`, entry.span);
  return undefined;
}
