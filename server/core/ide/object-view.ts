import type { FilePath, Span } from '../text/span.ts';
import type { DirectoryPath } from '../workspace/path.ts';

/** A manifest as it is written, with what becomes of it, as the `objects` command shows it. */
export interface ManifestView {
  readonly file: FilePath;
  /** The first key of its document. */
  readonly span: Span;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: ViewedText;
  readonly namespace: ViewedText;
  /** Empty where nothing builds it. */
  readonly effective: readonly EffectiveView[];
}

/** A text that is there, not there (`null`), or cannot be known from the repository. */
export type ViewedText = string | null | { readonly unknown: string };

/** What one build makes of a manifest. */
export interface EffectiveView {
  /** `kustomize` for the build of a directory, `flux` for what a Flux Kustomization applies. */
  readonly mode: 'kustomize' | 'flux';
  /** The directory that is built. */
  readonly root: DirectoryPath;
  /** The Flux Kustomization, as `namespace/name`. */
  readonly kustomization: string | null;
  readonly name: ViewedText;
  readonly namespace: ViewedText;
  /** As whom it is applied: a user name, `controller`, or `kubeconfig`; `null` where that is not decided here. */
  readonly identity: ViewedText;
  /** The tenant that delivers it; `null` for the platform and where it is not known. */
  readonly tenant: string | null;
}
