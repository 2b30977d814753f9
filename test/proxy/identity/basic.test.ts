import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { createBasic, parseBasic } from '../../../proxy/identity/basic.ts'
import type { User } from '../../../proxy/users/types.ts'

const passwordOfAnn = randomBytes(9).toString('hex')
const basic = (name: string, password: string) => `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`
const right = basic('ann', passwordOfAnn)

/** One user, a clock, and a count of how often a password was really checked. */
function setUp(options: Partial<Parameters<typeof createBasic>[0]> = {}) {
  let now = 1_000_000
  let checks = 0
  let gate: Promise<void> = Promise.resolve()
  let ann: User = { name: 'ann', role: 'employee', groups: ['eng'], createdAt: 0, disabled: false }
  const method = createBasic({
    users: {
      find: name => (name === 'ann' ? ann : undefined),
      async verify(name, password) {
        checks++
        await gate
        return name === 'ann' && password === passwordOfAnn && !ann.disabled ? ann : undefined
      },
    },
    cacheSeconds: 300,
    now: () => now,
    failuresPerMinute: 3,
    ...options,
  })
  return {
    ask: (proxyAuthorization?: string, address = '10.0.0.7') =>
      method.identify({ address, ...(proxyAuthorization === undefined ? {} : { proxyAuthorization }) }),
    checks: () => checks,
    wait: (ms: number) => void (now += ms),
    change: (change: Partial<User>) => void (ann = { ...ann, ...change }),
    hold() {
      let open = (): void => undefined
      gate = new Promise(resolve => (open = resolve))
      return () => open()
    },
  }
}

test('a right password identifies, and the second time at once', async () => {
  const { ask, checks } = setUp()
  expect(await ask(right)).toEqual({
    kind: 'identified',
    identity: { user: 'ann', directoryGroups: ['eng'], address: '10.0.0.7', identifiedBy: 'basic' },
  })
  expect(ask(right, '10.0.0.8')).toMatchObject({ kind: 'identified', identity: { address: '10.0.0.8' } })
  expect(checks()).toBe(1)
})

test('no header is left to the next method; what is not Basic is refused', async () => {
  const { ask, checks } = setUp()
  expect(ask()).toEqual({ kind: 'unknown' })
  for (const header of ['', 'Bearer x', 'Basic', 'Basic !!!', 'Basic YW5u', `Basic ${'A'.repeat(2000)}`])
    expect(await ask(header)).toMatchObject({ kind: 'rejected' })
  expect(checks()).toBe(0)
})

test('a wrong password is refused, and not remembered as right or wrong', async () => {
  const { ask, checks } = setUp()
  for (let i = 0; i < 2; i++)
    expect(await ask(basic('ann', 'wrong'))).toEqual({ kind: 'rejected', reason: 'user name or password is wrong' })
  expect(await ask(basic('nobody', 'wrong'), '10.0.0.9')).toMatchObject({ kind: 'rejected' })
  expect(checks()).toBe(3)
})

test('connections that open at once share one check', async () => {
  const { ask, checks, hold } = setUp()
  const open = hold()
  const answers = Array.from({ length: 20 }, () => ask(right))
  open()
  for (const answer of await Promise.all(answers)) expect(answer.kind).toBe('identified')
  expect(checks()).toBe(1)
})

test('a remembered password ends with its time, a changed password and a disabled user at once', async () => {
  const { ask, checks, wait, change } = setUp()
  await ask(right)
  wait(300_001)
  expect(await ask(right)).toMatchObject({ kind: 'identified' })
  expect(checks()).toBe(2)
  change({ groups: ['ops'] })
  expect(await ask(right)).toMatchObject({ identity: { directoryGroups: ['ops'] } })
  expect(checks()).toBe(3)
  change({ disabled: true })
  expect(await ask(right)).toMatchObject({ kind: 'rejected' })
})

test('who guesses is slowed down; colleagues behind the same address who are known keep working', async () => {
  const { ask, checks, wait } = setUp()
  await ask(right)
  for (let i = 0; i < 3; i++) await ask(basic('ann', `guess ${i}`))
  const before = checks()
  expect(await ask(basic('ann', 'guess 4'))).toMatchObject({
    reason: expect.stringMatching(/too many wrong passwords/),
  })
  expect(checks()).toBe(before)
  expect(ask(right)).toMatchObject({ kind: 'identified' })
  expect(await ask(basic('ann', 'x'), '10.0.0.99')).toMatchObject({ reason: 'user name or password is wrong' })
  wait(60_000)
  expect(await ask(basic('ann', 'guess 5'))).toMatchObject({ reason: 'user name or password is wrong' })
})

test('more checks at once than the machine should bear are refused, not queued', async () => {
  const { ask, hold } = setUp({ maxPending: 3, failuresPerMinute: 100 })
  const open = hold()
  const running = Array.from({ length: 3 }, (_, i) => ask(basic('ann', `guess ${i}`)))
  expect(await ask(basic('ann', 'one more'))).toMatchObject({ reason: expect.stringMatching(/too many sign-ins/) })
  open()
  await Promise.all(running)
  expect(await ask(right)).toMatchObject({ kind: 'identified' })
})

test('a header that only begins like a remembered one is not taken for it', async () => {
  const { ask } = setUp()
  await ask(right)
  expect(await ask(`${right}AAAA`)).toMatchObject({ kind: 'rejected' })
  expect(await ask(right.slice(0, -4))).toMatchObject({ kind: 'rejected' })
})

test.each([
  ['Basic YW5uOnB3', { name: 'ann', password: 'pw' }],
  ['basic   YW5uOnB3', { name: 'ann', password: 'pw' }],
  [`Basic ${Buffer.from('ann:p:w:').toString('base64')}`, { name: 'ann', password: 'p:w:' }],
  [`Basic ${Buffer.from('änn:pässwörd').toString('base64')}`, { name: 'änn', password: 'pässwörd' }],
  [`Basic ${Buffer.from('ann:').toString('base64')}`, { name: 'ann', password: '' }],
  [`Basic ${Buffer.from(':pw').toString('base64')}`, undefined],
  [`Basic ${Buffer.from([0xff, 0x3a, 0x61]).toString('base64')}`, undefined],
  ['Basic YW5uOnB3 extra', undefined],
])('%s', (header, credentials) => expect(parseBasic(header)).toEqual(credentials))
