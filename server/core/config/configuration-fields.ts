import { ruleFields } from './rule-fields.ts';
import { choice, described, flag, listOf, mapOf, objectOf, type Shape, text } from './shape.ts';

const namespaceName = text({
  pattern: /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
  is: 'name of a namespace',
});

const labelKey = text({
  pattern: /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9]([-\w.]*[A-Za-z0-9])?$/,
  is: 'key of a label',
});

const accountName = text({
  pattern: /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/,
  is: 'name of a service account',
});

const kindWithGroup = text({
  pattern: /^[A-Za-z]([-A-Za-z0-9]*[A-Za-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?){2,}$/,
  is: 'kind with its group',
});

const tenant = objectOf(
  {
    name: described(text(), {
      title: 'Name',
      description: 'What the tenant is called in findings and in the view of the tenants.',
      examples: ['dev-team'],
    }),
    namespaces: described(listOf(namespaceName), {
      title: 'Namespaces',
      description:
        'Namespaces that belong to this tenant and to nobody else, whatever their labels say. Without them the tenant has the namespaces whose labels name it.',
      examples: [['apps', 'apps-preview']],
    }),
  },
  ['name'],
);

const lockdownFields = {
  noCrossNamespaceRefs: described(flag, {
    title: '--no-cross-namespace-refs',
    description:
      'Whether the controllers refuse references to sources and events of other namespaces.',
  }),
  noRemoteBases: described(flag, {
    title: '--no-remote-bases',
    description:
      'Whether kustomize-controller refuses kustomizations that take in something from outside their source.',
  }),
  defaultServiceAccount: described(accountName, {
    title: '--default-service-account',
    description:
      'The account in whose name objects are applied that name none, looked up in the namespace of the object.',
    examples: ['default'],
  }),
};

const lockdown = objectOf({
  ...lockdownFields,
  clusters: described(mapOf(objectOf(lockdownFields)), {
    title: 'Lockdown of single clusters',
    description:
      'Where clusters differ: the same keys by the directory that Flux syncs a cluster from. A key that is missing there holds as it does for the whole workspace.',
    examples: [{ 'clusters/staging': { noCrossNamespaceRefs: false } }],
  }),
});

/** All that may stand in the configuration file. Its JSON Schema and its documentation are made from this. */
export const configurationFields = objectOf({
  tenants: described(listOf(tenant), {
    title: 'Tenants',
    description:
      'Who is a tenant. What is declared here beats what labels, bindings and the set-up of Flux objects show, and no tenant is assumed beside it.',
    examples: [[{ name: 'dev-team', namespaces: ['apps', 'apps-preview'] }]],
  }),
  platformNamespaces: described(listOf(namespaceName), {
    title: 'Namespaces of the platform',
    description:
      'Namespaces of the platform, beside those of Flux and Kubernetes. Nothing in them belongs to a tenant.',
    examples: [['infra', 'monitoring']],
  }),
  tenantLabels: described(listOf(labelKey), {
    title: 'Labels that name a tenant',
    description:
      'Label keys whose value on a Namespace, ServiceAccount or RoleBinding names the tenant it belongs to.',
    examples: [['toolkit.fluxcd.io/tenant']],
  }),
  lockdown: described(lockdown, {
    title: 'Lockdown',
    description:
      'How the clusters lock tenants down, where the repository does not show it or shows it differently. A key that is missing is read from the repository.',
    examples: [{ noCrossNamespaceRefs: true, defaultServiceAccount: 'default' }],
  }),
  clusterScopedKinds: described(listOf(kindWithGroup), {
    title: 'Cluster-scoped kinds',
    description:
      'Kinds, with their API group, whose objects belong to no namespace. What stands here beats the definitions in the repository and what is known of widely used kinds.',
    examples: [['Widget.example.com']],
  }),
  namespacedKinds: described(listOf(kindWithGroup), {
    title: 'Namespaced kinds',
    description: 'Kinds, with their API group, whose objects live in a namespace.',
    examples: [['Gadget.example.com']],
  }),
  allowedSources: described(listOf(text()), {
    title: 'Allowed sources',
    description:
      'URLs that the sources of tenants may have: beginnings of URLs, in which `*` stands for anything. What is not listed is reported; without the key all are allowed.',
    examples: [['https://github.com/example-org/', 'oci://*.example.com/']],
  }),
  ignore: described(listOf(text()), {
    title: 'Paths that are left out',
    description:
      'Patterns as in a `.gitignore` file, from the folder of this file. What they match takes part in nothing: it delivers nothing, proves nothing and is not reported.',
    examples: [['docs/**', '**/testdata/**']],
  }),
  schemaCheck: described(choice(['on', 'off']), {
    title: 'Schema check',
    description:
      'Whether Flux objects are compared with the schemas of their kinds. Goes before the setting of the editor and the option of the command line.',
    examples: ['off'],
  }),
  ...ruleFields,
});

/** What was read from a configuration file, before anything is compared with anything else. */
export type ConfigurationFields =
  typeof configurationFields extends Shape<infer Fields> ? Fields : never;
