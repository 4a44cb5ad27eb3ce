// What the workbench tests rely on in the example fleet.

/** A tenant's Kustomization without targetNamespace; the file's other one has the field. */
export const faulty = {
  file: 'tenants/base/catalog/sync.yaml',
  line: 33,
  rule: 'missing-target-namespace',
  field: 'targetNamespace: catalog',
} as const;

export const fields = (text: string): number => text.split(faulty.field).length - 1;

export const tenantNames = ['catalog', 'checkout', 'media', 'search'];
