import type { Account } from '../tenancy/identity.ts';
import type { Mention } from './message-kind.ts';

/** The objects that a text names as `Kind/name` or `Kind/namespace/name`, as Flux does. */
export function objectsIn(text: string): readonly Mention[] {
  const found = [...text.matchAll(printedObject)].map(([, kind, namespace, name]) =>
    mention('named', kind, namespace, name ?? ''),
  );
  return distinctMentions(found).slice(0, mostObjects);
}

/** The service accounts that a text names as users. */
export function accountsIn(text: string): readonly Account[] {
  const found = [...text.matchAll(serviceAccount)].map(([, namespace = '', name = '']) => ({
    namespace,
    name,
  }));
  const byName = new Map(found.map((account) => [`${account.namespace}:${account.name}`, account]));
  return [...byName.values()].slice(0, mostObjects);
}

const mostObjects = 50;

const label = '[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?';
const printedObject = new RegExp(
  `(?<![\\w./-])([A-Z][a-z][A-Za-z0-9]{1,60})/(?:(${label})/)?([a-z0-9](?:[-\\w.:]{0,251}[a-z0-9])?)(?![\\w/])`,
  'g',
);
const serviceAccount = new RegExp(`system:serviceaccount:(${label}):(${label})`, 'g');

/** What a text says of the object that reports a message. */
export interface Reporter {
  /** The object, where a log or a status names it outright. */
  readonly object: Mention | undefined;
  /** The words before the message on its line: the columns of a table may name the object. */
  readonly words: readonly string[];
}

/** Reads around a message who reports it: in its line, or else in what stands above it. */
export function reporterOf(text: string, start: number): Reporter {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', start);
  const line = text.slice(lineStart, lineEnd < 0 ? text.length : lineEnd);
  const before = text.slice(lineStart, start);
  return {
    object:
      ofLog(line) ?? ofFluxLogs(before) ?? ofManifest(text.slice(0, start)) ?? ofCommand(text),
    words: before.length > longestRow ? [] : before.split(' ').slice(0, mostColumns),
  };
}

/** Rows longer than this before the message are no rows of a table. */
const longestRow = 300;
const mostColumns = 8;

/** Controllers log in JSON: `"controllerKind"` and the rest, or `"reconciler kind"` in old releases. */
function ofLog(line: string): Mention | undefined {
  const [, kind, rest = ''] =
    /"(?:controllerKind|reconciler ?[kK]ind)" ?: ?"([A-Z]\w{1,60})"([\s\S]{0,400})/.exec(line) ??
    [];
  const [, name] = /"name" ?: ?"([-a-z0-9.]{1,253})"/.exec(rest) ?? [];
  const [, namespace] = /"namespace" ?: ?"([-a-z0-9]{1,63})"/.exec(rest) ?? [];
  return kind && name ? mention('reporter', kind, namespace, name) : undefined;
}

/** `flux logs` prints `Kind/name.namespace - message`. */
function ofFluxLogs(before: string): Mention | undefined {
  const [, kind, name, namespace] =
    /([A-Z]\w{1,60})\/([-a-z0-9.]{1,253})\.([-a-z0-9]{1,63}) - [^/]{0,200}$/.exec(before) ?? [];
  return name ? mention('reporter', kind, namespace, name) : undefined;
}

/** A status is part of an object, whose name stands above it, as YAML or as `kubectl describe` prints it. */
function ofManifest(above: string): Mention | undefined {
  const start = Math.max(
    ...[...above.matchAll(/^(?:- )?apiVersion:|^Name:/gm)].map(({ index }) => index),
    -1,
  );
  if (start < 0) return undefined;
  const text = above.slice(start);
  const metadata = Math.max(0, text.search(/^metadata:/m));
  const [, kind] = /^kind: ?([A-Z]\w{1,60})$/im.exec(text) ?? [];
  const [, name] = /^name: ?([-a-z0-9.]{1,253})$/im.exec(text.slice(metadata)) ?? [];
  const [, namespace] = /^namespace: ?([-a-z0-9]{1,63})$/im.exec(text.slice(metadata)) ?? [];
  return kind && name ? mention('reporter', kind, namespace, name) : undefined;
}

/** `flux reconcile` says first what it does. */
function ofCommand(text: string): Mention | undefined {
  const [, kind, name, namespace] =
    /annotating ([A-Z]\w{1,60}) ([-a-z0-9.]{1,253}) in ([-a-z0-9]{1,63}) namespace/.exec(text) ??
    [];
  return name ? mention('reporter', kind, namespace, name) : undefined;
}

function mention(
  role: string,
  kind: string | undefined,
  namespace: string | undefined,
  name: string,
): Mention {
  return { role, kind, resource: undefined, group: undefined, namespace, name };
}

function distinctMentions(mentions: readonly Mention[]): readonly Mention[] {
  return [
    ...new Map(
      mentions.map((each) => [`${each.kind}/${each.namespace ?? ''}/${each.name}`, each]),
    ).values(),
  ];
}
