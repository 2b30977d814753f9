import { expect, test } from 'vitest'
import { isName, isOpaque } from '../../../../proxy/streams/formats/names.ts'

test.each([
  [['id'], true, true],
  [['choices', 0, 'finish_reason'], true, true],
  [['content', 0, 'signature'], true, true],
  [['choices', 0, 'delta', 'content'], false, false],
  [['data'], false, true],
  [['choices', 0, 'logprobs', 'content', 0, 'token'], false, true],
  [['items', 3], false, false],
  [['content', 1, 'input', 'name'], false, false],
  [['functionCall', 'args', 'data'], false, false],
])('%j names something: %s; holds no text: %s', (path, name, opaque) => {
  expect(isName(path)).toBe(name)
  expect(isOpaque(path)).toBe(opaque)
})
