/** What the exit code tells a script; `incomplete` wins over `findings`, which wins over `clean`. */
export const ExitCode = { clean: 0, findings: 1, usage: 2, incomplete: 3 } as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** The exit code of a run that came to its end. */
export function exitCodeOf(verdict: {
  readonly incomplete: boolean;
  readonly failed: boolean;
}): ExitCode {
  if (verdict.incomplete) return ExitCode.incomplete;
  return verdict.failed ? ExitCode.findings : ExitCode.clean;
}
