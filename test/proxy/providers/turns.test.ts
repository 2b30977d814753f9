import { expect, test } from 'vitest'
import { readDocument } from '../../../proxy/documents/index.ts'
import { readTurns, startsWith } from '../../../proxy/providers/turns.ts'

const turnsOf = (roles: string[]) =>
  readTurns(
    readDocument(
      Buffer.from(JSON.stringify({ messages: roles.map(role => ({ content: 'x', role })) })),
      'application/json',
    ),
    ['messages'],
    ['role'],
  )

test('user text after the last answer is the prompt, before it history, wherever `role` stands in the turn', () => {
  const turns = turnsOf(['system', 'user', 'assistant', 'tool', 'user', 'user'])
  expect([0, 1, 2, 3, 4, 5].map(i => turns.content(i).kind)).toEqual([
    'instructions',
    'history',
    'history',
    'tool-result',
    'prompt',
    'prompt',
  ])
  expect([0, 2, 3].map(i => turns.role(i))).toEqual(['system', 'assistant', 'tool'])
})

test.each([
  ['developer', 'system'],
  ['model', 'assistant'],
  ['function', 'tool'],
  ['human', 'user'],
  ['critic', 'unknown'],
])('%s is %s', (name, role) => {
  expect(turnsOf([name]).role(0)).toBe(role)
})

test('a turn without a role is the user', () => {
  expect(turnsOf([]).content(7)).toEqual({ role: 'user', kind: 'prompt' })
})

test('startsWith compares step by step', () => {
  expect(startsWith(['a', 0, 'b'], ['a', 0])).toBe(true)
  expect(startsWith(['a', 0], ['a', 1])).toBe(false)
  expect(startsWith(['a'], ['a', 0])).toBe(false)
})
