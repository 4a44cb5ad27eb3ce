/**
 * Starts to count the milliseconds for which this thread computes. What else runs on the machine makes nothing slow by this
 * measure, so a bound on it holds on a busy machine, too.
 */
export function busyTime(): () => number {
  const start = process.threadCpuUsage();
  return () => {
    const { user, system } = process.threadCpuUsage(start);
    return (user + system) / 1000;
  };
}
