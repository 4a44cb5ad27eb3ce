// Loaded into a measured process before its own code. Answers its parent over the IPC channel with what the process
// has used up, and leaves its peak memory behind on file descriptor 3 when it ends. Keeps nothing alive.
const { performance } = require('node:perf_hooks');
const { writeSync } = require('node:fs');

if (process.channel) {
  process.on('message', (question) => {
    if (question?.bench !== 'usage') return;
    if (question.collect) globalThis.gc?.();
    const { rss, heapUsed, external } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    const { active } = performance.eventLoopUtilization();
    process.send({
      bench: question.id,
      rss,
      heap: heapUsed + external,
      cpu: (user + system) / 1000,
      busy: active,
    });
  });
  process.channel.unref();
}

process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const report = { peak: maxRSS * 1024, cpu: (userCPUTime + systemCPUTime) / 1000 };
  try {
    writeSync(3, JSON.stringify(report));
  } catch {
    // Nobody listens there.
  }
});
