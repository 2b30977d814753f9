/** Runs a command as `sluice` would, over a temporary data folder. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { onTestFinished } from 'vitest'
import type { CliContext, Command } from '../../../proxy/cli/types.ts'
import { loadSettings } from '../../../proxy/settings.ts'

export function installation(commands: readonly Command[], now: () => Date = () => new Date()) {
  const home = mkdtempSync(join(tmpdir(), 'sluice-cli-'))
  onTestFinished(() => rmSync(home, { recursive: true, force: true }))
  const dataDir = join(home, 'data')
  const settings = loadSettings(undefined, { SLUICE_DATA_DIR: dataDir })
  async function sluice(line: string, stdin?: string) {
    const command = commands.find(each => line === each.name || line.startsWith(`${each.name} `))
    if (!command) throw new Error(`no command for ${line}`)
    const [input, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()]
    input.end(stdin)
    const parts: Buffer[] = []
    stdout.on('data', part => parts.push(part))
    const context: CliContext = {
      stdin: input,
      stdout,
      stderr,
      settings: () => settings,
      now,
      environment: () => undefined,
      product: { version: '0.0.0', examplePolicy: '', dist: new URL('file:///'), extraCaFiles: [] },
      stopRequested: () => Promise.resolve(),
    }
    const args = line.slice(command.name.length).split(' ').filter(Boolean)
    const code = await command.run(args, context)
    await new Promise(resolve => stdout.end(resolve))
    return { code, out: Buffer.concat(parts).toString(), err: String(stderr.read() ?? '') }
  }
  return { dataDir, database: join(dataDir, 'sluice.db'), sluice }
}
