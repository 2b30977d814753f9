/** CPU time and memory of a process with all its children, from /proc. Null where there is no /proc. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

const ticksPerSecond = () => Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))

/** Returns a function that gives milliseconds of CPU since it was made. */
export function cpuMeter(pid) {
  try {
    const msPerTick = 1000 / ticksPerSecond()
    const start = ticks(pid)
    return () => (ticks(pid) - start) * msPerTick
  } catch {
    return () => null
  }
}

/** Resident megabytes of the tree. */
export function residentMb(pid) {
  try {
    const kb = tree(pid).map(each =>
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${each}/status`, 'utf8'))?.[1] ?? 0),
    )
    return Math.round(kb.reduce((sum, value) => sum + value, 0) / 1024)
  } catch {
    return null
  }
}

/** utime and stime of the tree, and of its children that have ended. */
function ticks(pid) {
  let sum = 0
  for (const each of tree(pid)) {
    const [utime, stime, childUtime, childStime] = fields(each).slice(11, 15).map(Number)
    sum += utime + stime + childUtime + childStime
  }
  return sum
}

function tree(pid) {
  const found = [pid]
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    try {
      if (found.includes(Number(fields(entry)[1]))) found.push(Number(entry))
    } catch {
      // It ended between the listing and the reading.
    }
  }
  return found
}

/** Fields of /proc/PID/stat from the third on: the name before them may hold spaces. */
function fields(pid) {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return text.slice(text.lastIndexOf(')') + 2).split(' ')
}
