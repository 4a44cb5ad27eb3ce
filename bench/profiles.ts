import type { Shape } from './fleet/fleets.ts';

/** How much is measured. */
export interface Profile {
  readonly name: string;
  readonly fleets: readonly {
    readonly shape: Shape;
    readonly tenants: number;
    readonly rounds: number;
  }[];
  /** Numbers of tenants of the even fleets in which documents are edited; 0 is an empty folder. */
  readonly editedIn: readonly number[];
  readonly edits: number;
  /** Edits of a text of a megabyte, each of which may take long. */
  readonly bigEdits: number;
  readonly starts: number;
  readonly renames: number;
  readonly switches: number;
  readonly peers: boolean;
  readonly vsix: boolean;
  /** Includes the trees that take long to make. */
  readonly allPathological: boolean;
  readonly agreement: boolean;
}

/** Before every change: two minutes at most. */
const quick: Profile = {
  name: 'quick',
  fleets: [
    { shape: 'even', tenants: 100, rounds: 2 },
    { shape: 'even', tenants: 1000, rounds: 2 },
    { shape: 'lifelike', tenants: 1000, rounds: 1 },
  ],
  editedIn: [0, 1000],
  edits: 20,
  bigEdits: 5,
  starts: 5,
  renames: 8,
  switches: 1,
  peers: false,
  vsix: false,
  allPathological: false,
  agreement: false,
};

/** By hand, on a machine that does nothing else: twenty minutes. */
const full: Profile = {
  name: 'full',
  fleets: [
    { shape: 'even', tenants: 100, rounds: 3 },
    { shape: 'even', tenants: 1000, rounds: 5 },
    { shape: 'lifelike', tenants: 1000, rounds: 3 },
    { shape: 'even', tenants: 10_000, rounds: 3 },
    { shape: 'lifelike', tenants: 10_000, rounds: 2 },
  ],
  editedIn: [0, 1000, 10_000],
  edits: 50,
  bigEdits: 20,
  starts: 12,
  renames: 20,
  switches: 5,
  peers: true,
  vsix: true,
  allPathological: true,
  agreement: true,
};

/** By hand, where there is no time for more: everything that the full one has, but few rounds of it. */
const brief: Profile = {
  ...full,
  name: 'brief',
  fleets: [
    { shape: 'even', tenants: 100, rounds: 2 },
    { shape: 'even', tenants: 1000, rounds: 3 },
    { shape: 'lifelike', tenants: 1000, rounds: 1 },
    { shape: 'even', tenants: 10_000, rounds: 1 },
  ],
  edits: 30,
  bigEdits: 10,
  starts: 8,
  renames: 8,
  switches: 2,
  allPathological: false,
};

export const profiles: Readonly<Record<string, Profile>> = { quick, brief, full };
