import { describe, expect, test } from 'vitest'
import { commandGroups, findCommand, helpText } from '../../../proxy/cli/index.ts'

const all = (await Promise.all(Object.values(commandGroups).map(load => load()))).flat()

describe('findCommand', () => {
  test.each(all.map(command => [command.name]))('%s is found, with the arguments behind it', async name => {
    const found = await findCommand([...name.split(' '), '--json', 'x'])
    expect([found?.command.name, found?.rest]).toEqual([name, ['--json', 'x']])
  })

  test.each([[[]], [['']], [['sta']], [['policy']], [['policy', 'chek']], [['constructor']], [['__proto__', 'x']]])(
    '%j is none',
    async args => {
      expect(await findCommand(args)).toBeUndefined()
    },
  )
})

test('the group of a command is its first word, and no name is given twice', async () => {
  for (const [group, load] of Object.entries(commandGroups))
    for (const { name } of await load()) expect(name.split(' ')[0]).toBe(group)
  expect(new Set(all.map(command => command.name)).size).toBe(all.length)
})

describe('help', () => {
  test('lists every command with what it does', async () => {
    const text = await helpText()
    for (const { name, summary } of all) expect(text).toMatch(new RegExp(`^  ${name} +${escaped(summary)}$`, 'm'))
  })

  test('of one group lists that group with its usage', async () => {
    const text = await helpText('policy')
    const own = all.filter(command => command.name.startsWith('policy '))
    expect(text.match(/^ {2}policy \w+ /gm)).toHaveLength(own.length)
    for (const { usage } of own) expect(text).toContain(`  ${usage}\n`)
  })

  test('of a group that is none is that of everything', async () => {
    expect(await helpText('constructor')).toBe(await helpText())
  })

  test.each(all.map(command => [command.name, command.usage]))('the usage of %s begins with it', (name, usage) => {
    expect(usage.startsWith(`sluice ${name}`)).toBe(true)
  })
})

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
