import { describe, expect, test } from 'vitest';
import { configurationFileName, Workspace } from '../../../server/core/index.ts';
import { kubernetesScopes } from '../../../server/core/kubernetes/kubernetes-scopes.ts';
import { namespacedTwinOf } from '../../../server/core/kubernetes/namespaced-twins.ts';
import { platformScopes } from '../../../server/core/kubernetes/platform-scopes.ts';
import { scopeOf } from '../../../server/core/kubernetes/scope.ts';
import { readScopeTable } from '../../../server/core/kubernetes/scope-table.ts';
import { workloadScopes } from '../../../server/core/kubernetes/workload-scopes.ts';
import { groupOf } from '../../../server/core/manifest/kind.ts';

/** The scope of `group/Kind`, or of `Kind` of the core group, in a workspace with these files. */
function scope(name: string, files: Readonly<Record<string, string>> = {}): string {
  const workspace = new Workspace();
  workspace.applyChanges(Object.entries(files).map(([file, text]) => ({ file, text })));
  const kind = name.slice(name.lastIndexOf('/') + 1);
  return scopeOf(workspace.snapshot, { group: groupOf(name), kind });
}

describe('the catalogue', () => {
  test.each([
    'Namespace',
    'PersistentVolume',
    'rbac.authorization.k8s.io/ClusterRole',
    'admissionregistration.k8s.io/MutatingAdmissionPolicyBinding',
    'storage.k8s.io/VolumeAttributesClass',
    'networking.k8s.io/IngressClass',
    'networking.k8s.io/IPAddress',
    'resource.k8s.io/ResourcePoolStatusRequest',
    'certificates.k8s.io/ClusterTrustBundle',
    'policy/PodSecurityPolicy',
    'cert-manager.io/ClusterIssuer',
    'trust.cert-manager.io/Bundle',
    'kyverno.io/ClusterPolicy',
    'policies.kyverno.io/ValidatingPolicy',
    'constraints.gatekeeper.sh/K8sRequiredLabels',
    'mutations.gatekeeper.sh/AssignMetadata',
    'externaldata.gatekeeper.sh/Provider',
    'apiextensions.crossplane.io/Composition',
    'pkg.crossplane.io/Provider',
    's3.aws.upbound.io/Bucket',
    'azure.upbound.io/ResourceGroup',
    'aws.m.upbound.io/ClusterProviderConfig',
    'protection.crossplane.io/ClusterUsage',
    'cilium.io/CiliumLoadBalancerIPPool',
    'cilium.io/CiliumNode',
    'crd.antrea.io/ClusterGroup',
    'gateway.networking.k8s.io/GatewayClass',
    'karpenter.sh/NodePool',
    'eks.amazonaws.com/NodeClass',
    'capsule.clastix.io/Tenant',
    'kargo.akuity.io/Project',
    'kubeflow.org/Profile',
    'fluentbit.fluent.io/ClusterOutput',
    'scheduling.volcano.sh/Queue',
    'logging.banzaicloud.io/Logging',
    'fleet.cattle.io/Content',
    'cluster.karmada.io/Cluster',
    'operator.tigera.io/Installation',
    'security.openshift.io/SecurityContextConstraints',
    'config.openshift.io/ClusterImagePolicy',
  ])('%s is cluster-scoped', (name) => expect(scope(name)).toBe('cluster'));

  test.each([
    'ConfigMap',
    'apps/Deployment',
    'networking.k8s.io/Ingress',
    'authorization.k8s.io/LocalSubjectAccessReview',
    'storage.k8s.io/CSIStorageCapacity',
    'resource.k8s.io/ResourceClaimTemplate',
    'kustomize.toolkit.fluxcd.io/Kustomization',
    'source.extensions.fluxcd.io/ArtifactGenerator',
    'fluxcd.controlplane.io/ResourceSet',
    'monitoring.coreos.com/PrometheusRule',
    'networking.istio.io/Gateway',
    'longhorn.io/Volume',
    'velero.io/Backup',
    'traefik.io/IngressRoute',
    'metallb.io/IPAddressPool',
    'kafka.strimzi.io/Kafka',
    'ceph.rook.io/CephCluster',
    'policy.linkerd.io/Server',
    'gateway.envoyproxy.io/EnvoyProxy',
    'tekton.dev/Pipeline',
    's3.aws.m.upbound.io/Bucket',
    'aws.m.upbound.io/ProviderConfig',
    'protection.crossplane.io/Usage',
    'sql.cnrm.cloud.google.com/SQLInstance',
    'external-secrets.io/ExternalSecret',
    'acid.zalan.do/postgresql',
  ])('%s is namespaced', (name) => expect(scope(name)).toBe('namespaced'));

  test.each([
    'logging.banzaicloud.io/ClusterFlow',
    'logging.banzaicloud.io/ClusterOutput',
    'cluster.x-k8s.io/Cluster',
    'cluster.x-k8s.io/ClusterClass',
    'addons.cluster.x-k8s.io/ClusterResourceSet',
    'postgresql.cnpg.io/Cluster',
    'fleet.cattle.io/Bundle',
    'fleet.cattle.io/ClusterGroup',
    'submariner.io/GlobalEgressIP',
    'secrets-store.csi.x-k8s.io/SecretProviderClass',
    'multicluster.x-k8s.io/ClusterProfile',
    'config.gatekeeper.sh/Config',
    'cilium.io/CiliumNodeConfig',
    'secrets.hashicorp.com/VaultAuthGlobal',
    'operators.coreos.com/ClusterServiceVersion',
    'minio.min.io/Tenant',
    'management.cattle.io/Project',
    'hypershift.openshift.io/NodePool',
    'tuned.openshift.io/Profile',
    'ipam.cluster.x-k8s.io/IPAddress',
    'quota.openshift.io/AppliedClusterResourceQuota',
    'k8s.nginx.org/GlobalConfiguration',
  ])('%s is namespaced, whatever its name suggests', (name) => {
    expect(scope(name)).toBe('namespaced');
  });

  test.each([
    'Widget',
    'example.com/ClusterWidget',
    'cert-manager.io/ClusterWidget',
    'apps/ClusterWidget',
    'platform.upbound.io/Cluster',
    'upbound.io/Bucket',
    'evilfluxcd.io/Widget',
  ])('%s is unknown', (name) => expect(scope(name)).toBe('unknown'));

  test('names no kind twice, and every line is read', () => {
    for (const text of [kubernetesScopes, platformScopes, workloadScopes]) {
      const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
      const words = lines.flatMap((line) => {
        const [group, kinds] = line.split(': ');
        return (kinds ?? '').split(/[ |]+/).flatMap((kind) => (kind ? [`${group}/${kind}`] : []));
      });
      expect(new Set(words).size).toBe(words.length);
      const table = readScopeTable(text);
      expect([...table.values()].reduce((sum, { size }) => sum + size, 0)).toBe(words.length);
    }
  });

  test('a twin is a kind that is namespaced itself', () => {
    expect(namespacedTwinOf({ group: 'cert-manager.io', kind: 'ClusterIssuer' })).toBe('Issuer');
    expect(namespacedTwinOf({ group: 'other.io', kind: 'ClusterIssuer' })).toBeUndefined();
    const table = readScopeTable([kubernetesScopes, platformScopes, workloadScopes].join('\n'));
    const twins = [...table].flatMap(([group, kinds]) =>
      [...kinds.keys()].flatMap((kind) => {
        const twin = namespacedTwinOf({ group, kind });
        return twin === undefined ? [] : [`${group} ${kinds.get(kind)} ${kinds.get(twin)}`];
      }),
    );
    expect(twins.length).toBeGreaterThan(30);
    for (const twin of twins) expect(twin).toMatch(/ cluster namespaced$/);
  });
});

const crd = (written: string) =>
  `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec:\n  group: example.com\n  names: { kind: Widget }\n${written}`;

const xrd = (version: string, written = '') =>
  `apiVersion: apiextensions.crossplane.io/${version}\nkind: CompositeResourceDefinition\nspec:\n  group: example.com\n  names: { kind: XWidget }\n  claimNames: { kind: Widget }\n${written}`;

const rgd = (schema: string) =>
  `apiVersion: kro.run/v1alpha1\nkind: ResourceGraphDefinition\nspec:\n  schema: ${schema}\n`;

describe('definitions in the workspace say of', () => {
  test.each([
    ['example.com/Widget', 'cluster', crd('  scope: Cluster\n')],
    ['example.com/Widget', 'namespaced', crd('  scope: Namespaced\n')],
    ['example.com/Widget', 'unknown', crd('')],
    ['other.com/Widget', 'unknown', crd('  scope: Cluster\n')],
    [
      'example.com/Widget',
      'unknown',
      `${crd('  scope: Cluster')}\n---\n${crd('  scope: Namespaced\n')}`,
    ],
    ['example.com/XWidget', 'cluster', xrd('v1')],
    ['example.com/Widget', 'namespaced', xrd('v1')],
    ['example.com/XWidget', 'namespaced', xrd('v1', '  scope: Namespaced\n')],
    ['example.com/XWidget', 'namespaced', xrd('v2')],
    ['example.com/XWidget', 'cluster', xrd('v2', '  scope: Cluster\n')],
    ['example.com/XWidget', 'cluster', xrd('v2', '  scope: LegacyCluster\n')],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of Flux
    ['example.com/XWidget', 'unknown', xrd('v2', '  scope: ${SCOPE}\n')],
    ['kro.run/Stack', 'namespaced', rgd('{ kind: Stack }')],
    ['example.com/Stack', 'cluster', rgd('{ kind: Stack, group: example.com, scope: Cluster }')],
    ['kro.run/ResourceGraphDefinition', 'cluster', rgd('{ kind: Stack }')],
  ])('%s: %s', (name, expected, text) => {
    expect(scope(name, { 'crds/definition.yaml': text })).toBe(expected);
  });

  test('what the catalogue says otherwise', () => {
    const issuer = crd('  scope: Namespaced\n')
      .replace('example.com', 'cert-manager.io')
      .replace('Widget', 'ClusterIssuer');
    expect(scope('cert-manager.io/ClusterIssuer', { 'crd.yaml': issuer })).toBe('namespaced');
  });
});

describe('the configuration', () => {
  const scopes = 'clusterScopedKinds: [Widget.example.com, A.b.io]\nnamespacedKinds: [A.b.io]\n';

  test('beats what the workspace defines and what the catalogue says', () => {
    const configured = (text: string) => ({
      [configurationFileName]: text,
      'crd.yaml': crd('  scope: Namespaced\n'),
    });
    expect(scope('example.com/Widget', configured(scopes))).toBe('cluster');
    const issuer = 'namespacedKinds: [ClusterIssuer.cert-manager.io]\n';
    expect(scope('cert-manager.io/ClusterIssuer', configured(issuer))).toBe('namespaced');
  });

  test('says nothing of a kind that it puts into both lists', () => {
    expect(scope('b.io/A', { [configurationFileName]: scopes })).toBe('unknown');
  });
});
