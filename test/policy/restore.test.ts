import fc from 'fast-check'
import { expect, test } from 'vitest'
import { longestPlaceholder } from '../../policy/placeholder.ts'
import { createRestorer, type RestoreCounts } from '../../policy/restore.ts'
import { cuts, lookUp, pieces, plantedText, restoreWhole, values } from '../proxy/streams/harness.ts'

function restore(parts: readonly string[]) {
  const counts: RestoreCounts = { restored: 0, nearMisses: 0 }
  const restorer = createRestorer(lookUp, counts)
  const edits = []
  let most = 0
  let length = 0
  for (const part of parts) {
    restorer.push(part)
    length += part.length
    edits.push(...restorer.take())
    most = Math.max(most, length - restorer.decided)
  }
  restorer.end()
  edits.push(...restorer.take())
  const text = parts.join('')
  let out = ''
  let at = 0
  for (const edit of edits) {
    out += text.slice(at, edit.start) + edit.text
    at = edit.end
  }
  return { out: out + text.slice(at), counts, most, decided: restorer.decided }
}

test('however a text is cut, it is restored as the whole would be, and never more than one placeholder waits', () => {
  fc.assert(
    fc.property(plantedText, cuts, (text, at) => {
      const { out, most, decided } = restore(pieces(text, at, false))
      expect(out).toBe(restoreWhole(text))
      expect(most).toBeLessThan(longestPlaceholder)
      expect(decided).toBe(text.length)
    }),
    { numRuns: 2000 },
  )
})

test('near misses are left as they are and counted', () => {
  const { placeholder } = values[0]!
  const unknown = `${placeholder.slice(0, -1)}${placeholder.endsWith('C') ? 'D' : 'C'}`
  const damaged = `${placeholder.slice(0, -1)}0`
  const { out, counts } = restore([`${unknown} and ${damaged} and ${placeholder}`])
  expect(out).toBe(`${unknown} and ${damaged} and ${values[0]!.value}`)
  expect(counts).toEqual({ restored: 1, nearMisses: 2 })
})

test('in ordinary prose and code hardly any piece waits', () => {
  const prose = 'The quick brown fox jumps over the lazy dog. const zone = buzz(fizz) // zero, quiz, jazz. '.repeat(50)
  const restorer = createRestorer(lookUp, { restored: 0, nearMisses: 0 })
  let waiting = 0
  let count = 0
  const tokens = prose.match(/\s?\S+/g)!
  for (const piece of tokens) {
    restorer.push(piece)
    count += piece.length
    if (restorer.decided < count) waiting++
  }
  expect(waiting / tokens.length).toBeLessThan(0.005)
})
