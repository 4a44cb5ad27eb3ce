/**
 * True for an entry that kustomize fetches from elsewhere: a URL, the address of a repository in scp form, or a
 * shorthand of a hosting service (kustomize:api/internal/git/repospec.go).
 */
export function isRemoteEntry(entry: string): boolean {
  return (
    /^[a-z][a-z0-9+.-]*:\/\//i.test(entry) ||
    /^(git::|gh:|git@|[\w.-]+@[\w.-]+:)/.test(entry) ||
    /^(github\.com|gitlab\.com|bitbucket\.org)[/:]/.test(entry) ||
    /[?&](ref|version)=/.test(entry) ||
    /\.git(\/\/|$|\?)/.test(entry)
  );
}
