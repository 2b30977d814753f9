import { describe, expect, onTestFinished, test } from 'vitest'
import { createVault, type Vault } from '../../proxy/vault.ts'

function vaultAt(clock: { now: number }, maxValues = 100, keepMs = 60_000): Vault {
  const vault = createVault({ key: Buffer.alloc(32, 3), keepMs, maxValues, now: () => clock.now })
  onTestFinished(() => vault.close())
  return vault
}

describe('values behind placeholders', () => {
  test('a value is known to its person while an exchange uses it, and gone when it ends', () => {
    const vault = vaultAt({ now: 0 })
    const session = vault.open('ann', 'c')
    const made = session.placeholder('EMAIL', 'a@b.c')
    expect(vault.lookUp('ann', made.toLowerCase())).toBe('a@b.c')
    expect(vault.lookUp('bob', made)).toBeUndefined()
    expect(vault.knows('ann')).toBe(true)
    session.close(false)
    expect(vault.lookUp('ann', made)).toBeUndefined()
    expect(vault.knows('ann')).toBe(false)
    expect(vault.size).toBe(0)
  })

  test('two exchanges of one conversation share a value until the last has ended', () => {
    const vault = vaultAt({ now: 0 })
    const [a, b] = [vault.open('ann', 'c'), vault.open('ann', 'c')]
    const made = a.placeholder('EMAIL', 'a@b.c')
    expect(b.placeholder('EMAIL', 'a@b.c')).toBe(made)
    a.close(false)
    expect(vault.lookUp('ann', made)).toBe('a@b.c')
    b.close(false)
    expect(vault.size).toBe(0)
  })

  test('a value that later turns need is kept for a time after its last use', async () => {
    const clock = { now: 0 }
    const vault = vaultAt(clock, 100, 1000)
    const session = vault.open('ann', 'c')
    const made = session.placeholder('EMAIL', 'a@b.c')
    session.close(true)
    clock.now = 900
    expect(vault.lookUp('ann', made)).toBe('a@b.c')
    clock.now = 1800
    expect(vault.lookUp('ann', made)).toBe('a@b.c')
    clock.now = 5000
    await expect.poll(() => vault.size, { timeout: 2000 }).toBe(0)
  })

  test('the values of one person are bounded in number and size; the longest unused goes first', () => {
    const vault = vaultAt({ now: 0 }, 3)
    const session = vault.open('ann', 'c')
    const made = ['a', 'b', 'c'].map(value => session.placeholder('TERM', value))
    vault.lookUp('ann', made[0]!)
    session.placeholder('TERM', 'd')
    expect(vault.lookUp('ann', made[0]!)).toBe('a')
    expect(vault.lookUp('ann', made[1]!)).toBeUndefined()
    for (let i = 0; i < 5; i++) session.placeholder('TERM', `${i}`.repeat(400_000))
    expect(vault.size).toBeLessThanOrEqual(3)
  })

  test('conversations get their names, and one notice each', () => {
    const vault = vaultAt({ now: 0 })
    vault.nameConversation('ann', 'conv-1', 'turn:x')
    expect(vault.conversationNamed('ann', 'conv-1')).toBe('turn:x')
    expect(vault.conversationNamed('bob', 'conv-1')).toBeUndefined()
    expect([vault.firstNotice('ann', 'c'), vault.firstNotice('ann', 'c'), vault.firstNotice('ann', 'd')]).toEqual([
      true,
      false,
      true,
    ])
  })
})
