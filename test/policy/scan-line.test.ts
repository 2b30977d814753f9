/** Lines are the same in whatever order they are asked for. */
import { expect, test } from 'vitest'
import { lineAt } from '../../policy/scan-line.ts'
import { pageOf } from './pages.ts'

const text = 'one\n\nthree four\nlast'

test.each([
  ['upwards', [0, 3, 4, 5, 9, 15, 16, 20]],
  ['downwards', [20, 16, 15, 9, 5, 4, 3, 0]],
])('%s', (_, places) => {
  const page = pageOf(text)
  for (const at of places) {
    const { start, end } = lineAt(page, at)
    expect([start, end]).toEqual([
      text.lastIndexOf('\n', at - 1) + 1 && (at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1),
      text.indexOf('\n', at) < 0 ? text.length : text.indexOf('\n', at),
    ])
  }
})
