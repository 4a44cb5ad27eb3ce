import { ServiceExport, ServiceImport } from '../manifest/kind.ts';
import { known } from '../yaml/field.ts';
import { defineRule } from './rule.ts';
import { nameOf, nameWithTenant, quote } from './wording.ts';

/** Flags imports of a Service into a namespace where the exported one will never appear. */
export const serviceExportMisuse = defineRule({
  id: 'service-export-misuse',
  title: 'Service imported from another namespace',
  boundary: 'reference',
  preset: 'strict',
  applies: 'tenants',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  reads: [ServiceImport],
  why: 'A ServiceExport shows a Service to the same namespace of other clusters, not to other namespaces. An import elsewhere stays empty.',
  remedy:
    'Within a cluster, use the DNS name of the Service, or a route with a ReferenceGrant of its owner.',
  errors: [],
  references: [
    'https://github.com/kubernetes/enhancements/tree/master/keps/sig-multicluster/1645-multi-cluster-services-api',
  ],
  check(imported, context) {
    const tenant = context.tenancy.ownerOf(imported);
    const name = known(imported.name);
    const namespace = known(imported.namespace);
    if (!tenant || name === undefined || namespace === undefined) return;
    if (context.fleet.named(ServiceExport, namespace, name).length > 0) return;
    const exported = context.fleet
      .called(ServiceExport, name)
      .find((each) => context.mayMeet(each, imported));
    if (!exported) return;
    context.report({
      at: imported.name.span,
      object: imported,
      tenant,
      message: `${nameWithTenant(imported, tenant)} is in namespace ${quote(namespace)}, but the Service is exported in ${quote(known(exported.namespace) ?? '')}`,
      related: [{ span: exported.name.span, message: `${nameOf(exported)} exports it` }],
    });
  },
});
