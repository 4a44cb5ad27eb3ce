/** An API group and a kind, without the version: what Kubernetes and Flux tell objects apart by. */
export interface GroupKind {
  readonly group: string;
  readonly kind: string;
}

export const FluxKustomization = kind('kustomize.toolkit.fluxcd.io', 'Kustomization');
export const HelmRelease = kind('helm.toolkit.fluxcd.io', 'HelmRelease');
export const GitRepository = kind('source.toolkit.fluxcd.io', 'GitRepository');
export const OCIRepository = kind('source.toolkit.fluxcd.io', 'OCIRepository');
export const HelmRepository = kind('source.toolkit.fluxcd.io', 'HelmRepository');
export const HelmChart = kind('source.toolkit.fluxcd.io', 'HelmChart');
export const Bucket = kind('source.toolkit.fluxcd.io', 'Bucket');
export const ExternalArtifact = kind('source.toolkit.fluxcd.io', 'ExternalArtifact');
export const ArtifactGenerator = kind('source.extensions.fluxcd.io', 'ArtifactGenerator');
export const Alert = kind('notification.toolkit.fluxcd.io', 'Alert');
export const Provider = kind('notification.toolkit.fluxcd.io', 'Provider');
export const Receiver = kind('notification.toolkit.fluxcd.io', 'Receiver');
export const ImagePolicy = kind('image.toolkit.fluxcd.io', 'ImagePolicy');
export const ImageRepository = kind('image.toolkit.fluxcd.io', 'ImageRepository');
export const ImageUpdateAutomation = kind('image.toolkit.fluxcd.io', 'ImageUpdateAutomation');
export const FluxInstance = kind('fluxcd.controlplane.io', 'FluxInstance');
export const ResourceSet = kind('fluxcd.controlplane.io', 'ResourceSet');
export const ResourceSetInputProvider = kind('fluxcd.controlplane.io', 'ResourceSetInputProvider');

export const ExternalSecret = kind('external-secrets.io', 'ExternalSecret');
export const SealedSecret = kind('bitnami.com', 'SealedSecret');
export const Certificate = kind('cert-manager.io', 'Certificate');
export const ServiceExport = kind('multicluster.x-k8s.io', 'ServiceExport');
export const ServiceImport = kind('multicluster.x-k8s.io', 'ServiceImport');
export const ReferenceGrant = kind('gateway.networking.k8s.io', 'ReferenceGrant');

/** The routes of the Gateway API, which send traffic to Services. */
export const routeKinds: readonly GroupKind[] = [
  'HTTPRoute',
  'GRPCRoute',
  'TLSRoute',
  'TCPRoute',
  'UDPRoute',
].map((name) => kind(ReferenceGrant.group, name));

export const CapsuleTenant = kind('capsule.clastix.io', 'Tenant');

export const Namespace = kind('', 'Namespace');
export const ServiceAccount = kind('', 'ServiceAccount');
export const ConfigMap = kind('', 'ConfigMap');
export const Secret = kind('', 'Secret');
export const Endpoints = kind('', 'Endpoints');
export const EndpointSlice = kind('discovery.k8s.io', 'EndpointSlice');
export const Service = kind('', 'Service');
export const ResourceQuota = kind('', 'ResourceQuota');
export const LimitRange = kind('', 'LimitRange');
export const NetworkPolicy = kind('networking.k8s.io', 'NetworkPolicy');
export const Deployment = kind('apps', 'Deployment');
export const Role = kind('rbac.authorization.k8s.io', 'Role');
export const RoleBinding = kind('rbac.authorization.k8s.io', 'RoleBinding');
export const ClusterRole = kind('rbac.authorization.k8s.io', 'ClusterRole');
export const ClusterRoleBinding = kind('rbac.authorization.k8s.io', 'ClusterRoleBinding');
export const CustomResourceDefinition = kind('apiextensions.k8s.io', 'CustomResourceDefinition');

/** Kinds that deliver content as artifacts to Kustomizations and HelmReleases. */
export const sourceKinds: readonly GroupKind[] = [
  GitRepository,
  OCIRepository,
  HelmRepository,
  HelmChart,
  Bucket,
  ExternalArtifact,
];

/** True if both name the same kind of the same API group. */
export function sameKind(a: GroupKind, b: GroupKind): boolean {
  return a.kind === b.kind && a.group === b.group;
}

/** How a kind is written with its group, as CustomResourceDefinitions and configuration do: `Widget.example.com`. */
export function kindName({ group, kind }: GroupKind): string {
  return `${kind}.${group}`;
}

/** True if `kind` is one of `kinds`. */
export function isOneOf(kind: GroupKind, kinds: readonly GroupKind[]): boolean {
  return kinds.some((candidate) => sameKind(candidate, kind));
}

/** True for every API group of the Flux controllers and of the Flux operator. */
export function isFluxGroup(group: string): boolean {
  return group.endsWith('.fluxcd.io') || group === FluxInstance.group;
}

/** The group of an `apiVersion`; the empty string for the core group. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

function kind(group: string, name: string): GroupKind {
  return { group, kind: name };
}
