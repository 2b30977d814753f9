import { once } from 'node:events'
import { createGunzip, createGzip } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { createRestorer } from '../../../policy/restore.ts'
import type { TextWatcher } from '../../../policy/text-watcher.ts'
import { type AnswerFilterOptions, type AnswerSink, createAnswerFilter } from '../../../proxy/streams/answer-filter.ts'
import { createEngine } from '../../../proxy/streams/engine.ts'
import { openaiChat } from '../../../proxy/streams/formats/openai-chat.ts'
import { sseFraming } from '../../../proxy/streams/framings/sse.ts'
import type { CutNotice } from '../../../proxy/streams/types.ts'
import { lookUp, values } from './harness.ts'

const { placeholder, value } = values[0]!
const event = (content: string) =>
  Buffer.from(`data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`)
const notice: CutNotice = { message: 'No.', code: 'policy_blocked', eventId: 'e' }

function setting(options: Partial<AnswerFilterOptions> & { watcher?: TextWatcher; maxEventBytes?: number } = {}) {
  const events: string[] = []
  let out = ''
  let more = true
  const sink: AnswerSink = {
    write: bytes => {
      out += bytes
      return more
    },
    end: () => void events.push('end'),
    cut: (last, { code }) => {
      out += Buffer.concat(last.slice())
      events.push(`cut ${code}`)
    },
    broken: () => void events.push('broken'),
    resume: () => void events.push('resume'),
  }
  const engine = createEngine({
    framing: sseFraming(options.maxEventBytes ?? 10_000),
    reader: openaiChat.open(),
    watch: () => [options.watcher ?? createRestorer(lookUp, { restored: 0, nearMisses: 0 })],
  })
  const filter = createAnswerFilter({
    engine,
    sink,
    decoder: null,
    holdBytes: 1000,
    holdMs: 40,
    strict: false,
    stopped: () => null,
    failed: why => ({ ...notice, message: why }),
    ...options,
  })
  return { filter, events, out: () => out, slow: () => (more = false) }
}

describe('an answer on its way', () => {
  test('passes, restored, and ends', () => {
    const { filter, events, out } = setting()
    expect(filter.write(event(`to ${placeholder}`))).toBe(true)
    filter.end()
    expect(out()).toContain(value)
    expect(events).toEqual(['end'])
  })

  test('tells its sender to wait when the client does not take it', () => {
    const { filter, slow } = setting()
    slow()
    expect(filter.write(event('x'))).toBe(false)
  })

  test('is decoded as it comes', async () => {
    const { filter, events, out } = setting({ decoder: createGunzip() })
    const gzip = createGzip()
    gzip.write(event(`to ${placeholder.slice(0, 5)}`))
    gzip.end(event(placeholder.slice(5)))
    for await (const chunk of gzip) filter.write(chunk as Buffer)
    filter.end()
    await expect.poll(() => events).toEqual(['end'])
    expect(out()).toContain(value)
  })

  test('that cannot be decoded is broken', async () => {
    const decoder = createGunzip()
    const { filter, events } = setting({ decoder })
    const failed = once(decoder, 'error')
    filter.write(Buffer.from('not gzip'))
    await failed
    expect(events).toEqual(['broken'])
  })

  test('what a rule cuts ends with the error, and nothing follows', () => {
    let stop = false
    const { filter, events, out } = setting({ stopped: () => (stop ? notice : null) })
    filter.write(event('one'))
    stop = true
    filter.write(event('two'))
    filter.write(event('three'))
    filter.end()
    expect(events).toEqual(['cut policy_blocked'])
    expect(out()).toContain('"No."')
    expect(out()).not.toContain('three')
  })
})

/** A text that is never decided. */
const undecided: TextWatcher = { push: () => undefined, end: () => undefined, decided: 0, take: () => [] }
function waiting(): TextWatcher {
  let length = 0
  let ended = false
  return {
    push: piece => void (length += piece.length),
    end: () => void (ended = true),
    get decided() {
      return ended ? length : 0
    },
    take: () => [],
  }
}

describe('at a bound', () => {
  test('in time: what was held is let go, or the answer is cut', async () => {
    const lenient = setting({ watcher: waiting() })
    lenient.filter.write(event('held'))
    expect(lenient.out()).toBe('')
    await expect.poll(lenient.out).toContain('held')
    const strict = setting({ watcher: waiting(), strict: true })
    strict.filter.write(event('held'))
    await expect.poll(() => strict.events).toEqual(['cut policy_blocked'])
    expect(strict.out()).not.toContain('held')
  })

  test('in bytes', () => {
    const lenient = setting({ watcher: waiting(), holdMs: 60_000 })
    for (let i = 0; i < 30; i++) lenient.filter.write(event(`number ${i}`))
    expect(lenient.out()).toContain('number 5')
    const strict = setting({ watcher: undecided, holdMs: 60_000, strict: true })
    for (let i = 0; i < 30; i++) strict.filter.write(event(`number ${i}`))
    expect(strict.events).toEqual(['cut policy_blocked'])
  })

  test('of one event', () => {
    const big = Buffer.from(`data: ${'x'.repeat(500)}`)
    const lenient = setting({ maxEventBytes: 100 })
    lenient.filter.write(big)
    lenient.filter.write(Buffer.from('more\n\n'))
    lenient.filter.end()
    expect(lenient.out()).toBe(`${big}more\n\n`)
    const strict = setting({ maxEventBytes: 100, strict: true })
    strict.filter.write(big)
    expect(strict.events).toEqual(['cut policy_blocked'])
    expect(strict.out()).not.toContain('xxx')
  })
})

test('a failure of ours lets the answer pass, or cuts it', () => {
  const broken: TextWatcher = {
    ...undecided,
    push: () => {
      throw new Error('engine failed')
    },
  }
  const lenient = setting({ watcher: broken })
  lenient.filter.write(event('text'))
  lenient.filter.write(event('more'))
  lenient.filter.end()
  expect(lenient.out()).toBe(`${event('text')}${event('more')}`)
  const strict = setting({ watcher: broken, strict: true })
  strict.filter.write(event('text'))
  expect(strict.out()).not.toContain('text')
  expect(strict.events).toEqual(['cut policy_blocked'])
})
