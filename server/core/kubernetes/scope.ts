import { configurationOf } from '../config/configuration.ts';
import { type GroupKind, kindName } from '../manifest/kind.ts';
import { once } from '../text/memo.ts';
import { deriveFor, type Snapshot } from '../workspace/snapshot.ts';
import { kubernetesScopes } from './kubernetes-scopes.ts';
import { platformScopes } from './platform-scopes.ts';
import { readScopeTable, type Scope, scopeIn } from './scope-table.ts';
import { scopeInWorkspace } from './scopes-in-workspace.ts';
import { workloadScopes } from './workload-scopes.ts';

export type { Scope };

/** The scope of a kind: as it is configured, else as a definition in the workspace says, else as the catalogue says. */
export function scopeOf(snapshot: Snapshot, kind: GroupKind): Scope {
  return deriveFor(snapshot, findScope, kind, Object.is, kindName(kind));
}

function findScope(snapshot: Snapshot, kind: GroupKind): Scope {
  const name = kindName(kind);
  return (
    configurationOf(snapshot).scopes.get(name) ??
    scopeInWorkspace(snapshot, name) ??
    scopeIn(catalogue(), kind)
  );
}

const catalogue = once(() =>
  readScopeTable([kubernetesScopes, platformScopes, workloadScopes].join('\n')),
);
