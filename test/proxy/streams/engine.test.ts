import { describe, expect, test } from 'vitest'
import { createRestorer } from '../../../policy/restore.ts'
import { createEngine } from '../../../proxy/streams/engine.ts'
import { generic } from '../../../proxy/streams/formats/generic.ts'
import { openaiChat } from '../../../proxy/streams/formats/openai-chat.ts'
import { sseFraming } from '../../../proxy/streams/framings/sse.ts'
import { lookUp, values } from './harness.ts'

const { placeholder, value } = values[0]!
const event = (content: string) =>
  Buffer.from(`data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`)
const open = (format = openaiChat) =>
  createEngine({
    framing: sseFraming(1 << 20),
    reader: format.open(),
    watch: () => [createRestorer(lookUp, { restored: 0, nearMisses: 0 })],
  })
const text = (pieces: readonly Buffer[]) => Buffer.concat(pieces).toString()

describe('the engine', () => {
  test('holds a frame whose text is open and everything behind it, and nothing else', () => {
    const engine = open()
    const clean = event('Write to ')
    expect(engine.push(clean)[0]).toBe(clean)
    const half = event(placeholder.slice(0, 6))
    expect(engine.push(half)).toEqual([])
    expect(engine.heldBytes).toBe(half.length)
    const ping = Buffer.from(': ping\n\n')
    expect(engine.push(ping)).toEqual([])
    const out = text(engine.push(event(`${placeholder.slice(6)} now`)))
    expect(out).toContain(value)
    expect(out.indexOf(value)).toBeLessThan(out.indexOf(': ping'))
    expect(engine.heldBytes).toBe(0)
  })

  test('lets go of what is held when it is forced to, unread when it is told to', () => {
    const engine = open()
    const half = event(placeholder.slice(0, 6))
    engine.push(half)
    expect(text(engine.force())).toBe(half.toString())
    engine.push(event('. '))
    engine.push(half)
    const partial = Buffer.from('data: {"ch')
    engine.push(partial)
    expect(text(engine.letGo())).toBe(half.toString() + partial)
    const whole = event(placeholder)
    expect(engine.push(whole)[0]).toBe(whole)
  })

  test('a cut stream has what was decided, the error, and nothing after it', () => {
    const engine = open()
    engine.push(event(placeholder.slice(0, 6)))
    const out = text(engine.cut({ message: 'No.', code: 'policy_blocked', eventId: 'e' }))
    expect(out).toMatch(/^data: \{"error":\{"message":"No\."/)
    expect(engine.push(event('more'))).toEqual([])
    expect(engine.end()).toEqual([])
  })

  test('a stream that ends in the middle of an event ends there', () => {
    const engine = open(generic)
    engine.push(Buffer.from('data: {"a":"b"}'))
    expect(text(engine.end())).toBe('data: {"a":"b"}')
  })

  test('an event larger than its bound, or a failure in the middle of a chunk, loses no byte', () => {
    const small = createEngine({ framing: sseFraming(50), reader: openaiChat.open(), watch: () => [] })
    const chunk = Buffer.concat([event('first'), Buffer.from(`data: ${'x'.repeat(100)}`)])
    expect(() => small.push(chunk)).toThrow(/larger than 50 bytes/)
    expect(text(small.letGo())).toBe(chunk.toString())
    let calls = 0
    const failing = createEngine({
      framing: sseFraming(1 << 20),
      reader: {
        read: () => {
          if (++calls === 2) throw new Error('broken')
          return { texts: [] }
        },
        cut: () => [],
      },
      watch: () => [],
    })
    const three = Buffer.concat([event('one'), event('two'), event('three')])
    expect(() => failing.push(three)).toThrow('broken')
    expect(text(failing.letGo())).toBe(three.toString())
  })

  test('no more is held than the frames that wait', () => {
    const engine = open()
    for (let i = 0; i < 2000; i++) {
      engine.push(event(`word ${i} ${placeholder.slice(0, 5)}`))
      expect(engine.heldBytes).toBeLessThan(500)
    }
  })
})
