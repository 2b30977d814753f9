import { expect, test } from 'vitest'
import { commandGroups, findCommand, helpText } from '../../../proxy/cli/index.ts'

test('every group loads and its commands begin with its name', async () => {
  for (const [group, load] of Object.entries(commandGroups)) {
    const commands = await load()
    expect(commands.length).toBeGreaterThan(0)
    for (const command of commands) {
      expect(command.name.split(' ')[0]).toBe(group)
      expect(command.usage.startsWith(`sluice ${command.name}`)).toBe(true)
      expect(command.summary).not.toBe('')
    }
  }
})

test('the longest name that fits is the command, the rest are its arguments', async () => {
  const found = await findCommand(['policy', 'check', 'a.yaml', '--json'])
  expect(found?.command.name).toBe('policy check')
  expect(found?.rest).toEqual(['a.yaml', '--json'])
  expect((await findCommand(['start']))?.command.name).toBe('start')
})

test.each([[['strat']], [['policy']], [['policy', 'chekc']], [[]], [['constructor']], [['__proto__']]])(
  '%j is no command',
  async args => expect(await findCommand(args)).toBeUndefined(),
)

test('help lists everything, or one group with its usage', async () => {
  const all = await helpText()
  for (const name of ['start', 'policy check', 'ca export', 'users add', 'doctor']) expect(all).toContain(`  ${name} `)
  const policy = await helpText('policy')
  expect(policy).toContain('sluice policy check')
  expect(policy).not.toContain('users add')
  expect(await helpText('nonsense')).toBe(all)
})
