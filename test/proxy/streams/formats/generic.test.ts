import { createParser } from 'eventsource-parser'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { generic } from '../../../../proxy/streams/formats/generic.ts'
import { lineFraming } from '../../../../proxy/streams/framings/lines.ts'
import { sseFraming } from '../../../../proxy/streams/framings/sse.ts'
import { messageFraming, textFraming } from '../../../../proxy/streams/framings/whole.ts'
import { chunking, cuts, pieces, plantedText, restoreStream, restoreWhole } from '../harness.ts'

describe('streams that no adapter knows', () => {
  test('NDJSON: the strings of one member read as the restored whole', () => {
    fc.assert(
      fc.property(plantedText, cuts, chunking, (text, at, cut) => {
        const lines = pieces(text, at).map(response =>
          JSON.stringify({ model: 'm', message: { role: 'assistant', content: response }, done: false }),
        )
        const out = restoreStream(
          generic,
          lineFraming(1 << 20),
          cut(Buffer.from(`${lines.join('\r\n')}\n`)),
        ).out.toString()
        const got =
          out.trim() === ''
            ? []
            : out
                .trim()
                .split('\n')
                .map(line => JSON.parse(line))
        expect(got.map(line => line.message.content).join('')).toBe(restoreWhole(text))
      }),
    )
  })

  test('SSE of plain text, values of several lines included', () => {
    fc.assert(
      fc.property(plantedText, cuts, chunking, (text, at, cut) => {
        const clean = text.replaceAll(/[\r\n\0]/g, '').replaceAll(/^[\s[{"]+/g, '')
        const parts = pieces(clean, at).filter(part => part !== '')
        const bytes = Buffer.from(parts.map(part => `data: ${part}\n\n`).join(''))
        let got = ''
        const parser = createParser({ onEvent: event => (got += event.data) })
        parser.feed(restoreStream(generic, sseFraming(1 << 20), cut(bytes)).out.toString('utf8'))
        // A part that is JSON by itself (a number, a string) is read as such by nobody here: parts begin otherwise.
        if (parts.every(part => !/^\s*["[{]/.test(part))) expect(got).toBe(restoreWhole(clean))
      }),
    )
  })

  test('text without frames', () => {
    fc.assert(
      fc.property(plantedText, chunking, (text, cut) => {
        const plain = text.replaceAll(/^[\s[{"]+/g, '')
        const chunks = cut(Buffer.from(plain))
        const out = restoreStream(generic, textFraming(), chunks).out.toString()
        const jsonish = chunks.some(chunk => /^\s*["[{]/.test(chunk.toString()))
        if (!jsonish) expect(out).toBe(restoreWhole(plain))
      }),
    )
  })

  test('WebSocket messages', () => {
    fc.assert(
      fc.property(plantedText, cuts, (text, at) => {
        const messages = pieces(text, at).map(data => Buffer.from(JSON.stringify({ event: 'appendText', text: data })))
        const got = restoreStream(generic, messageFraming(), messages)
          .pieces.flat()
          .map(one => JSON.parse(one.toString()))
        expect(got.map(one => one.text).join('')).toBe(restoreWhole(text))
        expect(got).toHaveLength(messages.length)
      }),
    )
  })
})
