/** Harmless texts: documentation, source code and data as they lie in a folder, by default that of the installed packages. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Peer } from './scanners.ts'

/** Texts of a folder, each cut to 64 KB, `most` characters in all or what there is. */
export function textsOf(folder: string, most: number): string[] {
  const found: string[] = []
  let size = 0
  const walk = (path: string): void => {
    for (const name of readdirSync(path).sort()) {
      const inner = join(path, name)
      const info = statSync(inner, { throwIfNoEntry: false })
      if (!info || size >= most || name.startsWith('.')) continue
      if (info.isDirectory()) walk(inner)
      else if (/\.(md|ts|js|mjs|json|py|txt|html|css|ya?ml)$/.test(name) && info.size > 500) {
        const text = readFileSync(inner, 'utf8').slice(0, 65_536)
        size += text.length
        found.push(text)
      }
    }
  }
  walk(folder)
  return found
}

export const megabytesOf = (texts: readonly string[]): number =>
  texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6

export interface FalseFindings {
  readonly secretsPerMb: number
  readonly personalPerMb: number
  /** Of CPU time, so that other work on the machine does not count. */
  readonly mbPerSecond: number
  /** The same while the engine still compiles what it runs. */
  readonly firstMbPerSecond: number
}

/** How often all texts are read: the fastest counts. */
const passes = 4

export async function falseFindings(peer: Peer, texts: readonly string[]): Promise<FalseFindings> {
  const megabytes = megabytesOf(texts)
  let secrets = 0
  let personal = 0
  const speeds: number[] = []
  for (let pass = 0; pass < passes; pass++) {
    secrets = personal = 0
    const before = process.cpuUsage()
    for (const text of texts) {
      for (const { kind } of await peer.find(text)) kind === 'secret' ? secrets++ : personal++
    }
    const { user, system } = process.cpuUsage(before)
    speeds.push(megabytes / ((user + system) / 1e6))
  }
  return {
    secretsPerMb: secrets / megabytes,
    personalPerMb: personal / megabytes,
    mbPerSecond: Math.max(...speeds),
    firstMbPerSecond: speeds[0]!,
  }
}
