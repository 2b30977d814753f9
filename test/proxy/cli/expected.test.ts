import { PassThrough } from 'node:stream'
import { parseArgs } from 'node:util'
import { expect, test } from 'vitest'
import { expected } from '../../../proxy/cli/expected.ts'
import type { CliContext, Command } from '../../../proxy/cli/types.ts'
import { SettingsError } from '../../../proxy/errors.ts'

const command: Command = { name: 'x', summary: '', usage: 'sluice x', run: async () => 0 }

async function ended(run: () => Promise<number>) {
  const stderr = new PassThrough()
  // The one stream that `expected` writes to.
  const code = await expected(command, { stderr } as unknown as CliContext, run)
  return { code, err: stderr.read()?.toString() ?? '' }
}

test('what a command answers is passed on', async () => {
  expect(await ended(async () => 1)).toEqual({ code: 1, err: '' })
})

test('a set-up failure is its line and 2; a usage failure has the usage below', async () => {
  expect(await ended(async () => Promise.reject(new SettingsError('no such file')))).toEqual({
    code: 2,
    err: 'no such file\n',
  })
  const { code, err } = await ended(async () => {
    parseArgs({ args: ['--nope'], options: {} })
    return 0
  })
  expect(code).toBe(2)
  expect(err).toMatch(/Unknown option '--nope'.*\nusage: sluice x\n$/s)
})

test('a defect is thrown on', async () => {
  await expect(ended(async () => Promise.reject(new TypeError('defect')))).rejects.toThrow('defect')
})
