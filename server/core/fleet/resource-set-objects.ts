import { objectsOfResourceSet, type TemplatedObject } from '../flux/resource-set.ts';
import { mapFrom } from '../kustomize/node-edit.ts';
import { ResourceSet, sameKind } from '../manifest/kind.ts';
import { type Manifest, manifestOf } from '../manifest/manifest.ts';
import type { FleetObject } from './fleet.ts';

/** ResourceSets that make ResourceSets: beyond this depth nothing is followed. */
const deepestNesting = 2;

/** More objects than any file and any ResourceSet has, so that positions in both make one number. */
const mostObjects = 100_000;

/** Adds what ResourceSets apply, and remembers it: the same ResourceSet gives the same objects again, not equal ones. */
export class ResourceSetObjects {
  readonly #bySet = new Map<FleetObject, readonly FleetObject[]>();

  /** The objects with those that come out of the ResourceSets among them. */
  addedTo(objects: readonly FleetObject[]): readonly FleetObject[] {
    const made = objects.flatMap((object) => this.#madeBy(object, deepestNesting));
    return made.length > 0 ? [...objects, ...made] : objects;
  }

  #madeBy(set: FleetObject, depth: number): readonly FleetObject[] {
    if (depth === 0 || !sameKind(set, ResourceSet)) return [];
    let made = this.#bySet.get(set);
    if (!made) {
      const own = objectsOfResourceSet(set).flatMap((each, position) =>
        asFleetObject(set, each, position),
      );
      made = [...own, ...own.flatMap((object) => this.#madeBy(object, depth - 1))];
      this.#bySet.set(set, made);
    }
    return made;
  }
}

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
