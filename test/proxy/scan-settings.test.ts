import { expect, test } from 'vitest'
import { scanProcesses } from '../../proxy/scan-settings.ts'
import { settingsSchema } from '../../proxy/settings.ts'

test.each([
  [0, 1, 1],
  [0, 2, 1],
  [0, 4, 3],
  [0, 64, 4],
  [1, 64, 1],
  [12, 2, 12],
])('a setting of %i on %i cores means %i processes', (setting, cores, processes) => {
  expect(scanProcesses(setting, cores)).toBe(processes)
})

test('texts over 64 KB go to processes unless a setting says otherwise', () => {
  expect(settingsSchema.parse({}).proxy).toMatchObject({ scan_inline_bytes: 65_536, scan_processes: 0 })
  expect(settingsSchema.safeParse({ proxy: { scan_processes: -1 } }).success).toBe(false)
})
