/** Milliseconds that this thread has computed for: what else the machine does counts only where Node cannot tell them apart. */
export function busyTime(): number {
  if (typeof process.threadCpuUsage !== 'function') return performance.now();
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
