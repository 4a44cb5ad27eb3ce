import { type FleetObject, fleetOf } from '../fleet/fleet.ts';
import {
  FluxKustomization,
  HelmChart,
  HelmRelease,
  isFluxGroup,
  isOneOf,
  ServiceAccount,
  sourceKinds,
} from '../manifest/kind.ts';
import { effectiveIdentity, impersonators } from '../tenancy/effective-identity.ts';
import { type Account, bindingsIn } from '../tenancy/identity.ts';
import { resolvePath } from '../workspace/path.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { known, readField, readString } from '../yaml/field.ts';
import type { Reporter } from './mentions.ts';
import type { Mention, MessageFacts } from './message-kind.ts';
import { objectsMeant } from './object-finder.ts';
import { referrersOf } from './referrers.ts';

/** What a message has to do with in the workspace, from what it names to what only stands behind it. */
export interface Involved {
  /** The objects that report it. */
  readonly reporters: readonly FleetObject[];
  /** The objects it names. */
  readonly named: readonly FleetObject[];
  /** The Flux objects that report it, deliver what it names, or are applied as its account. */
  readonly flux: readonly FleetObject[];
  /** The account and what gives it rights. */
  readonly account: readonly FleetObject[];
  /** True if it names objects, whether or not the workspace has them. */
  readonly namesObjects: boolean;
  /** True if it says nothing that could be looked up. */
  readonly isBare: boolean;
  /** Texts of the workspace that it repeats, such as the URL of a remote base. */
  readonly words: readonly string[];
}

/** Looks up everything that a message has to do with. */
export function involvedIn(
  snapshot: Snapshot,
  facts: MessageFacts,
  reporter: Reporter,
  crosses = false,
): Involved {
  const { account, mentions } = facts;
  const path = facts.words.get('file');
  const named = mentions.flatMap((mention) => objectsMeant(snapshot, mention));
  const reporters = [
    ...reportersMeant(snapshot, reporter),
    ...(path === undefined ? [] : kustomizationsOfPath(snapshot, path)),
    ...mentions.flatMap((mention) => releasesOfChart(snapshot, mention)),
  ];
  const around = [
    () => [...reporters, ...deliverersOf(snapshot, mentions)],
    () => mentions.filter(isReference).flatMap((each) => referrersOf(snapshot, each, crosses)),
    () => (account ? appliedAs(snapshot, account) : []),
  ];
  return {
    reporters: distinct(reporters),
    named: distinct(named),
    flux: distinct(firstFilled(around)),
    account: account ? distinct(accountObjects(snapshot, account)) : [],
    namesObjects: mentions.some((mention) => !isReference(mention)),
    isBare: mentions.length === 0 && !account && reporters.length === 0 && !reporter.object,
    words: [...facts.words.values()],
  };
}

/** True for what a message says somebody names; everything else it says something of by itself. */
function isReference({ role }: Mention): boolean {
  return role === 'source' || role === 'dependency' || role === 'reference';
}

/** The Flux Kustomizations that apply what a message speaks of. */
function deliverersOf(snapshot: Snapshot, mentions: readonly Mention[]): readonly FleetObject[] {
  return mentions
    .filter((mention) => !isReference(mention))
    .flatMap((mention) => objectsMeant(snapshot, mention))
    .flatMap(({ delivery }) => (delivery.mode === 'flux' ? delivery.by : []));
}

/** Of ways to find something, ordered by how sure they are, the result of the first that finds anything. */
function firstFilled<T>(ways: readonly (() => readonly T[])[]): readonly T[] {
  for (const way of ways) {
    const found = way();
    if (found.length > 0) return found;
  }
  return [];
}

/** The object that reports a message: as it is named, or as the first words of a row of a table name it. */
export function reportersMeant(
  snapshot: Snapshot,
  { object, words }: Reporter,
): readonly FleetObject[] {
  if (object) return objectsMeant(snapshot, object);
  const [first = '', second = ''] = words;
  const inNamespace = mentionOf(second, first);
  const found = inNamespace ? fluxObjectsMeant(snapshot, inNamespace) : [];
  if (found.length > 0) return found;
  const row = words.map((word) => mentionOf(word, undefined)).find((each) => each?.kind);
  const [alone] = inNamespace ? [] : [mentionOf(first, undefined)];
  const mention = row ?? alone;
  return mention ? fluxObjectsMeant(snapshot, mention) : [];
}

/** Sources are often called like what reads them, and have other things to report. */
function fluxObjectsMeant(snapshot: Snapshot, mention: Mention): readonly FleetObject[] {
  return objectsMeant(snapshot, mention).filter(
    (object) => isFluxGroup(object.group) && !isOneOf(object, sourceKinds),
  );
}

/** A column as a name: `apps`, `kustomization/apps`, or `kustomization/apps.team-a` of a notification. */
function mentionOf(word: string, namespace: string | undefined): Mention | undefined {
  const [, kind, name = '', inName] =
    /^(?:([A-Za-z]{4,40})\/)?([a-z][-a-z0-9]{0,252})(?:\.([-a-z0-9]{1,63}))?:?$/.exec(word) ?? [];
  const isValue = /^(?:true|false|unknown|main|master)$/i.test(name);
  if (name === '' || isValue || (inName !== undefined && kind === undefined)) return undefined;
  const rest = { role: 'reporter', resource: undefined, group: undefined };
  return { ...rest, kind, namespace: inName ?? namespace, name };
}

/** The Flux Kustomizations that deliver a directory, whether or not the workspace has it. */
function kustomizationsOfPath(snapshot: Snapshot, path: string): readonly FleetObject[] {
  return fleetOf(snapshot)
    .ofKind(FluxKustomization)
    .filter((object) => {
      const own = known(readString(object, 'spec', 'path'));
      return own !== undefined && resolvePath('', own) === resolvePath('', path);
    });
}

/** The chart that helm-controller makes for a release is called after both its namespace and its name. */
function releasesOfChart(snapshot: Snapshot, { kind, name }: Mention): readonly FleetObject[] {
  if (kind !== HelmChart.kind) return [];
  return fleetOf(snapshot)
    .ofKind(HelmRelease)
    .filter((release) => `${known(release.namespace)}-${known(release.name)}` === name);
}

/**
 * The Flux objects that are applied as an account. One that none of them names has to be the default of the cluster,
 * even if the workspace does not show that: then it is those that name no account.
 */
function appliedAs(snapshot: Snapshot, account: Account): readonly FleetObject[] {
  const objects = fleetOf(snapshot).ofKind(...impersonators);
  const certain = objects.filter((object) => {
    const identity = effectiveIdentity(snapshot, object);
    return identity?.type === 'account' && sameAccount(identity.account, account);
  });
  if (certain.length > 0) return certain;
  return objects.filter(
    (object) =>
      known(object.namespace) === account.namespace &&
      readString(object, 'spec', 'serviceAccountName').state === 'absent' &&
      readField(object, 'spec', 'kubeConfig').state === 'absent',
  );
}

function accountObjects(snapshot: Snapshot, account: Account): readonly FleetObject[] {
  const own = fleetOf(snapshot)
    .named(ServiceAccount, account.namespace, account.name)
    .filter(
      ({ name, namespace }) =>
        known(name) === account.name && known(namespace) === account.namespace,
    );
  return [...own, ...bindingsIn(snapshot).of(account)];
}

function sameAccount(a: Account, b: Account): boolean {
  return a.namespace === b.namespace && a.name === b.name;
}

/** One document that reaches several clusters is one place. */
function distinct(objects: readonly FleetObject[]): readonly FleetObject[] {
  return [...new Set(objects)];
}
