import { once } from 'node:events'
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lockDataDir } from '../../proxy/data-lock.ts'
import { runCommand, startProcess, temporaryFolder, writeSettings } from '../e2e/start.ts'

test('a folder is locked until it is let go', () => {
  const dir = temporaryFolder()
  const first = lockDataDir(dir)
  expect(() => lockDataDir(dir)).toThrow(`data_dir ${dir}: another Sluice is running with it`)
  first.close()
  lockDataDir(dir).close()
  expect(statSync(join(dir, 'running.lock')).mode & 0o777).toBe(0o600)
})

test('a lock that cannot be taken for another reason says which', () => {
  const dir = temporaryFolder()
  mkdirSync(join(dir, 'running.lock'))
  expect(() => lockDataDir(dir)).toThrow(/running\.lock: cannot be locked \(EISDIR\)/)
})

describe('two starts on one data folder', () => {
  test('the second ends with one line; commands go on; after kill -9 the folder is free', async () => {
    const dir = temporaryFolder()
    const sluice = await startProcess({ dir })
    const second = runCommand(['start', '--config', writeSettings(dir, {})], { cwd: dir })
    expect(await second.exited).toBe(2)
    expect(second.output().stderr).toMatch(
      /^sluice: data_dir \S+: another Sluice is running with it; stop that one.*\n$/,
    )
    const users = runCommand(['users', 'list', '--config', writeSettings(dir, {})], { cwd: dir })
    expect(await users.exited).toBe(0)
    sluice.child.kill('SIGKILL')
    await once(sluice.child, 'close')
    const third = await startProcess({ dir })
    third.child.kill('SIGTERM')
    expect(await third.exited).toBe(0)
  })
})
