/** Whether something is so; `unknown` where the repository does not tell. */
export type Answer = 'yes' | 'no' | 'unknown';

/** What a known fact says. */
export function answer(fact: boolean): Answer {
  return fact ? 'yes' : 'no';
}

/** `yes` if one of them is, `no` if all are. */
export function anyOf(answers: readonly Answer[]): Answer {
  if (answers.includes('yes')) return 'yes';
  return answers.includes('unknown') ? 'unknown' : 'no';
}

/** `no` if one of them is, `yes` if all are. */
export function allOf(answers: readonly Answer[]): Answer {
  if (answers.includes('no')) return 'no';
  return answers.includes('unknown') ? 'unknown' : 'yes';
}

/** What they all say; `unknown` where they differ, or where there are none. */
export function agreed(answers: readonly Answer[]): Answer {
  const [first] = answers;
  return first && answers.every((each) => each === first) ? first : 'unknown';
}
