import { objectsOfResourceSet, type TemplatedObject } from '../flux/resource-set.ts';
import { mapFrom } from '../kustomize/node-edit.ts';
import { ResourceSet, sameKind } from '../manifest/kind.ts';
import { type Manifest, manifestOf } from '../manifest/manifest.ts';
import { remembered } from '../text/memo.ts';
import type { FleetObject } from './fleet.ts';

/** ResourceSets that make ResourceSets: beyond this depth nothing is followed. */
const deepestNesting = 2;

/** More objects than any file and any ResourceSet has, so that positions in both make one number. */
const mostObjects = 100_000;

/** What a ResourceSet applies, with what the ResourceSets among that apply; none for other objects. */
export function objectsMadeBy(set: FleetObject): readonly FleetObject[] {
  return sameKind(set, ResourceSet) ? madeWithin(set, deepestNesting) : [];
}

function madeWithin(set: FleetObject, depth: number): readonly FleetObject[] {
  if (depth === 0 || !sameKind(set, ResourceSet)) return [];
  const own = madeDirectly(set);
  return [...own, ...own.flatMap((object) => madeWithin(object, depth - 1))];
}

/** The same ResourceSet gives the same objects again. */
const madeDirectly = remembered((set: FleetObject): readonly FleetObject[] =>
  objectsOfResourceSet(set).flatMap((each, position) => asFleetObject(set, each, position)),
);

function asFleetObject(
  set: FleetObject,
  { root, template, incomplete, tenant }: TemplatedObject,
  position: number,
): readonly FleetObject[] {
  const index = (set.origin.index + 1) * mostObjects + position;
  const manifest = manifestOf(root, index, incomplete ?? set.incomplete);
  if (!manifest) return [];
  const unnamed = { state: 'unknown', span: template, why: 'it is written in a template' } as const;
  // What is written there is the text of a template, so the document shows nothing that could be edited.
  const origin: Manifest = {
    ...manifest,
    file: set.origin.file,
    root: mapFrom(template),
    span: template,
    name: unnamed,
    namespace: unnamed,
  };
  return [
    {
      ...manifest,
      file: set.origin.file,
      origin,
      delivery: set.delivery,
      template: { set, tenant },
    },
  ];
}
