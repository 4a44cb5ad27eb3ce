// What a person sees while something takes long: a heading, what is being done, how long it took.
const STILL_RUNNING_AFTER = 15_000;

export const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

export function heading(text) {
  console.log(`\n▶ ${text}`);
}

export function say(text) {
  console.log(`  ${text}`);
}

/** Runs `work` and says before it what is done and after it how long it took. */
export async function step(title, work) {
  const start = performance.now();
  say(`${title} …`);
  const reminder = setInterval(
    () => say(`… still busy: ${title} (${seconds(start)})`),
    STILL_RUNNING_AFTER,
  );
  try {
    return await work();
  } finally {
    clearInterval(reminder);
    say(`${title}: ${seconds(start)}`);
  }
}
