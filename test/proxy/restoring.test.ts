import { expect, onTestFinished, test } from 'vitest'
import { readDocument } from '../../proxy/documents/index.ts'
import type { RequestHead } from '../../proxy/providers/types.ts'
import { createRestoring } from '../../proxy/restoring.ts'
import { createVault } from '../../proxy/vault.ts'

const hash = (value: string) => Buffer.from(value).toString('hex').slice(0, 32).padEnd(32, '0')
function setting() {
  const vault = createVault({ key: Buffer.alloc(32, 3), keepMs: 60_000, maxValues: 10, now: Date.now })
  onTestFinished(() => vault.close())
  const open = () => createRestoring({ vault, person: 'ann', hash })
  const input = (operation: string, body: object = {}) => ({
    provider: 'p',
    operation,
    head: { path: '/' } as RequestHead, // only the path is looked at
    document: readDocument(Buffer.from(JSON.stringify(body)), 'application/json'),
    segments: [{ text: 'hello', role: 'user', kind: 'prompt', place: 'p', editable: true }] as const,
  })
  return { vault, open, input }
}
const what = { detector: 'email-address', category: 'personal', style: 'restore', value: 'a@b.de' } as const

test('what was replaced on the way out is put back on the way in, and forgotten when the exchange ends', () => {
  const { open, input, vault } = setting()
  const restoring = open()
  expect(restoring.active).toBe(false)
  const made = restoring.replaceFor(input('messages'))(what)!
  expect(restoring.active).toBe(true)
  const watcher = restoring.watch()
  watcher.push(`to ${made}`)
  expect(watcher.take()).toEqual([{ start: 3, end: 3 + made.length, text: 'a@b.de' }])
  restoring.close()
  expect(vault.size).toBe(0)
})

test('a web conversation keeps its values, under the id its first answer brought', () => {
  const { open, input } = setting()
  const first = open()
  const made = first.replaceFor(input('conversation'))(what)
  first.named('conv-1')
  first.close()
  const second = open()
  expect(second.active).toBe(true)
  expect(second.replaceFor(input('conversation', { conversation_id: 'conv-1' }))(what)).toBe(made)
  expect(second.firstNotice()).toBe(true)
  expect(second.firstNotice()).toBe(false)
})

test('nothing replaced: nothing is active, nothing is said', () => {
  const restoring = setting().open()
  restoring.named('x')
  expect(restoring.firstNotice()).toBe(false)
  restoring.close()
})
