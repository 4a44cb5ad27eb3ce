/**
 * The resource that the API server serves a kind as, such as `networkpolicies` for NetworkPolicy: by the rule that
 * Kubernetes itself guesses by (k8s.io/apimachinery, pkg/api/meta/restmapper.go).
 */
export function resourceOf(kind: string): string {
  const singular = kind.toLowerCase();
  if (singular === 'endpoints') return singular;
  if (singular.endsWith('s')) return `${singular}es`;
  return singular.endsWith('y') ? `${singular.slice(0, -1)}ies` : `${singular}s`;
}
