/**
 * True for a name that says itself that it is none: one that Kubernetes would refuse, such as `_`, or one made of such
 * words as `to-be-replaced`. People use it to get a Namespace with the name of the target.
 */
export function isPlaceholderName(name: string): boolean {
  const isName = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name);
  return (
    !isName ||
    /^(not-?used|unused|dummy|placeholder|overridden|ignored|(to-be-)?replaced?(-me)?|change-?me)$/.test(
      name,
    )
  );
}
