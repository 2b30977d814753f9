/** CPU time of what is tested, so that other work on the machine does not count. */

/** Milliseconds that `run` takes; the least of `times` runs. */
export function cpuMs(run: () => unknown, times = 1): number {
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < times; i++) {
    const before = process.cpuUsage()
    run()
    const { user, system } = process.cpuUsage(before)
    least = Math.min(least, (user + system) / 1000)
  }
  return least
}
