/** The entry point, as the built command. Failures of the set-up are in test/e2e/lifecycle.test.ts. */
import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { runCommand, temporaryFolder } from '../e2e/start.ts'
import { makeSecret } from '../secrets.ts'

async function sluice(args: readonly string[], env: Readonly<Record<string, string>> = {}, cwd = temporaryFolder()) {
  const run = runCommand(args, { cwd, env })
  return { code: await run.exited, ...run.output() }
}

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string
}

test.each<[string[], number, 'stdout' | 'stderr', string]>([
  [['--version'], 0, 'stdout', `sluice ${version}\n`],
  [['--help'], 0, 'stdout', 'Usage: sluice COMMAND'],
  [['help', 'policy'], 0, 'stdout', 'sluice policy explain'],
  [[], 2, 'stdout', 'Usage: sluice COMMAND'],
  [['policy', 'check', '--help'], 0, 'stdout', 'sluice policy check'],
  [['policy', 'chek'], 2, 'stderr', "unknown command 'policy chek'"],
])('sluice %j ends with %i', async (args, code, stream, words) => {
  const done = await sluice(args)
  expect([done.code, done[stream]]).toEqual([code, expect.stringContaining(words)])
})

test('a slow reader of a pipe gets all of a long answer, one that leaves early ends it quietly', async () => {
  const folder = temporaryFolder()
  const count = 3000
  const long = join(folder, 'long.txt')
  writeFileSync(long, `${makeSecret('AKIA[A-Z2-7]{16}')}\n`.repeat(count))
  const built = fileURLToPath(new URL('../../dist/main.js', import.meta.url))
  const shell = (reader: string) =>
    promisify(execFile)('sh', ['-c', `"$0" "$1" scan --json "$2" | ${reader}`, process.execPath, built, long], {
      maxBuffer: 1e8,
    })
  const all = await shell('(sleep 2; cat)')
  expect((JSON.parse(all.stdout) as { findings: object[] }).findings).toHaveLength(count)
  expect(await shell('head -c 10')).toEqual({ stdout: '{\n  "files', stderr: '' })
}, 30_000)

describe('the settings file', () => {
  const file = (text: string): string => {
    const path = join(temporaryFolder(), 'own.yaml')
    writeFileSync(path, text)
    return path
  }

  test.each<[string, (path: string) => string[], string?]>([
    ['--config FILE', path => ['doctor', '--json', '--config', path]],
    ['--config=FILE before the command', path => [`--config=${path}`, 'doctor', '--json']],
    ['SLUICE_CONFIG', () => ['doctor', '--json'], 'SLUICE_CONFIG'],
  ])('is the one that %s names', async (_, args, variable) => {
    const path = file('proxy: { listen: "127.0.0.1:1" }\n')
    const { stdout } = await sluice(args(path), variable === undefined ? {} : { [variable]: path })
    expect((JSON.parse(stdout) as { checks: object[] }).checks[0]).toMatchObject({ name: 'settings', detail: path })
  })

  test('that --config names comes before the one of the environment; a variable comes before both', async () => {
    const [wanted, other] = [file('proxy: { listen: "127.0.0.1:1" }\n'), file('broken: 1\n')]
    const { stdout } = await sluice(['doctor', '--json', '--config', wanted], {
      SLUICE_CONFIG: other,
      SLUICE_PROXY_LISTEN: '127.0.0.1:2',
    })
    expect(stdout).toContain('127.0.0.1:2 does not answer')
  })
})

test.each([[['doctor', '--config']], [['--config=', 'doctor']]])(
  '%j names no settings file and is told so',
  async args => {
    expect(await sluice(args)).toEqual({
      code: 2,
      stdout: '',
      stderr: 'sluice: --config needs the path of a settings file\n',
    })
  },
)

test.each(['start', 'dev', 'demo'])(
  'npm hands SIGTERM to npm run %s itself, not to a shell that leaves it running',
  name => {
    const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      scripts: Record<string, string>
    }
    expect(scripts[name]).toMatch(/^exec /)
  },
)

test('CA files of the environment are trusted for upstreams, and a bad one is named', async () => {
  const { stdout } = await sluice(['doctor', '--json'], { NODE_EXTRA_CA_CERTS: '/no/such/ca.pem' })
  expect(stdout).toContain('/no/such/ca.pem cannot be read')
})

test.each(['Promise.reject(error)', 'throw error'])(
  '%s that nobody handles ends it, and quotes nothing',
  async failure => {
    const code = `setTimeout(()=>{const error=new Error("the body said hunter2");${failure}},300)`
    const script = join(temporaryFolder(), 'fail.mjs')
    writeFileSync(script, code)
    const done = await sluice(['start'], {
      NODE_OPTIONS: `--import=${pathToFileURL(script).href}`,
      SLUICE_PROXY_LISTEN: '127.0.0.1:0',
      SLUICE_CONSOLE_ENABLED: 'false',
    })
    expect(done.code).toBe(1)
    expect(done.stderr).toContain('unexpected failure, ending: Error at ')
    expect(done.stdout + done.stderr).not.toContain('hunter2')
  },
)
