import { describe, expect, test } from 'vitest'
import type { Replacement, TextWatcher } from '../../../policy/text-watcher.ts'
import { Channel } from '../../../proxy/streams/channel.ts'

/** Decides everything at once and replaces what it is told to. */
function watcher(edits: readonly Replacement[], lag = 0): TextWatcher & { seen: string } {
  let waiting = [...edits]
  let ended = false
  return {
    seen: '',
    push(piece) {
      this.seen += piece
    },
    end() {
      ended = true
    },
    get decided() {
      return ended ? this.seen.length : Math.max(0, this.seen.length - lag)
    },
    take() {
      const decided = this.decided
      const known = waiting.filter(edit => edit.start < decided)
      waiting = waiting.filter(edit => edit.start >= decided)
      return known
    },
  }
}

describe('one text over several frames', () => {
  test('an edit over two stretches stands in the first and is cut out of the second', () => {
    const channel = new Channel([watcher([{ start: 3, end: 8, text: '##' }])], undefined)
    const [a, b] = [channel.push('abcde'), channel.push('fghij')]
    expect(channel.editsOf(a)).toEqual([{ start: 3, end: 5, text: '##' }])
    expect(channel.editsOf(b)).toEqual([{ start: 0, end: 3, text: '' }])
  })

  test('it is decided where all that watch it have decided', () => {
    const channel = new Channel([watcher([]), watcher([], 3)], undefined)
    channel.push('abcdef')
    expect(channel.decided).toBe(3)
    channel.end()
    expect(channel.decided).toBe(6)
  })

  test('of two edits for one place the first keeps it and the second has the rest', () => {
    const channel = new Channel(
      [watcher([{ start: 2, end: 5, text: 'A' }]), watcher([{ start: 3, end: 7, text: 'B' }])],
      undefined,
    )
    const stretch = channel.push('abcdefgh')
    expect(channel.editsOf(stretch)).toEqual([
      { start: 2, end: 5, text: 'A' },
      { start: 5, end: 7, text: 'B' },
    ])
  })

  test('text that is JSON is shown unescaped and edited escaped', () => {
    const seen = watcher([{ start: 9, end: 10, text: '"' }])
    const channel = new Channel([seen], true)
    const stretch = channel.push('{"a":"x\\nyz"}')
    expect(seen.seen).toBe('{"a":"x \nyz"}')
    expect(channel.editsOf(stretch)).toEqual([{ start: 9, end: 10, text: '\\"' }])
  })

  test('text that begins as JSON is taken for it', () => {
    const channel = new Channel([watcher([{ start: 7, end: 8, text: '"' }])], undefined)
    const stretch = [channel.push('{'), channel.push('"a":"'), channel.push('xyz"}')].at(-1)!
    expect(channel.editsOf(stretch)).toEqual([{ start: 1, end: 2, text: '\\"' }])
  })
})
