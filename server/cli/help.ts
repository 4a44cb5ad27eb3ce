/** What stands below the list of commands and options in the help texts. */
export const exitCodes = `
Exit codes:
  0  nothing found at or above the level of --fail-on
  1  findings at or above the level of --fail-on (default: warning)
  2  the command or its configuration is wrong
  3  incomplete: something could not be read or a rule failed; what was found is printed all the same
`;

export const explainExitCodes = `
Exit codes:
  0  the message was explained
  1  the message was not recognised; the objects that it names are printed all the same
  2  the command or the configuration of the workspace is wrong
  3  incomplete: something could not be read or a rule failed; what is known is printed all the same
`;

export const mainExamples = `
Examples:
  $ flux-tenancy check .                      check the repository you are in
  $ flux-tenancy check clusters tenants       check two directories, each as a workspace of its own
  $ flux-tenancy check . --format json        the same for other programs
  $ flux-tenancy tenants .                    list the tenants and what belongs to them
  $ flux-tenancy objects .                    list all objects and what becomes of them
  $ flux-tenancy explain --message '…'        say what a message of Flux means
`;

export const checkExamples = `
Every PATH is a workspace of its own. For a file, the workspace is the repository around it, and only
what concerns that file is printed.

Levels of rules and accepted findings are best kept in .flux-tenancy.yaml, where they hold in editors, too.
--preset and --rule go before what stands there.

Examples:
  $ flux-tenancy check .
  $ flux-tenancy check . --fail-on error
  $ flux-tenancy check . --preset strict
  $ flux-tenancy check . --rule missing-service-account=error --rule source-not-found=off
  $ flux-tenancy check tenants/team-a/sync.yaml --format json
`;

export const tenantsExamples = `
Examples:
  $ flux-tenancy tenants .
  $ flux-tenancy tenants . --format json
`;

export const objectsExamples = `
For each object, prints the name and namespace it gets from every kustomization that takes it in, and from
every Flux Kustomization that delivers it, as whom, and for which tenant.

Examples:
  $ flux-tenancy objects .
  $ flux-tenancy objects . --format json
`;

export const explainExamples = `
The message is taken as it was printed: a status, a row of a table, a line of a log, an event. Without --message it is
read from standard input, up to 64 KB. What it comes from is looked for in the workspace at PATH.

Examples:
  $ kubectl get kustomizations -A | flux-tenancy explain
  $ kubectl logs -n flux-system deploy/kustomize-controller --tail 20 | flux-tenancy explain .
  $ flux-tenancy explain . --message "can't access 'GitRepository/flux-system/apps', cross-namespace references have been blocked"
  $ flux events | flux-tenancy explain ../fleet --format json
`;
