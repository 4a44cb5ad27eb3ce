/** What `objects --format json` prints; described for its readers by schemas/objects-output.schema.json. */
export interface ObjectsOutput {
  readonly version: 1;
  readonly objects: readonly ManifestOutput[];
}

/** A manifest as it is written. */
export interface ManifestOutput {
  readonly file: string;
  readonly line: number;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: TextOutput;
  readonly namespace: TextOutput;
  readonly effective: readonly EffectiveOutput[];
}

/** A text; null where there is none, and the reason where it cannot be known from the repository. */
export type TextOutput = string | null | { readonly unknown: string };

/** What one build makes of a manifest. */
export interface EffectiveOutput {
  readonly mode: 'kustomize' | 'flux';
  readonly root: string;
  readonly kustomization: string | null;
  readonly name: TextOutput;
  readonly namespace: TextOutput;
  readonly identity: TextOutput;
  readonly tenant: string | null;
}
