import type { ProblemCount } from '../server/lsp/protocol.ts';

export const noProblems: ProblemCount = { errors: 0, warnings: 0, infos: 0 };

/** Errors and warnings: what the badges and the status bar count, as the editor's own do. */
export const seriousProblems = ({ errors, warnings }: ProblemCount): number => errors + warnings;

export function addProblems(counts: readonly ProblemCount[]): ProblemCount {
  return counts.reduce(
    (sum, each) => ({
      errors: sum.errors + each.errors,
      warnings: sum.warnings + each.warnings,
      infos: sum.infos + each.infos,
    }),
    noProblems,
  );
}

/** Such as `2 errors, 1 warning`; the empty string where there are none. */
export function describeProblems({ errors, warnings, infos }: ProblemCount): string {
  const parts = [
    errors > 0 && counted(errors, 'error'),
    warnings > 0 && counted(warnings, 'warning'),
    infos > 0 && counted(infos, 'info'),
  ];
  return parts.filter((part) => part !== false).join(', ');
}

/** Such as `1 tenant`, `4 tenants`. */
export const counted = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? '' : 's'}`;
