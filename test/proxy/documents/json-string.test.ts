import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeJsonString, encodeJsonString, jsonStringOffsets } from '../../../proxy/documents/json-string.ts'

const anyText = fc.string({ unit: 'binary' })

test('encoding and decoding are inverse', () => {
  fc.assert(
    fc.property(anyText, text => {
      const raw = encodeJsonString(text)
      expect(JSON.parse(`"${raw}"`)).toBe(text)
      expect(decodeJsonString(raw, 0, raw.length)).toBe(text)
    }),
  )
})

test('offsets cut the raw text where the decoded text is cut', () => {
  const unit = fc.oneof(
    fc.constantFrom('\\n', '\\"', '\\\\', '\\u00e9', '\\ud83d\\ude00', '\\/', 'é', '😀'),
    fc.constantFrom('a', 'b', ' '),
  )
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 30 }), fc.nat(), (units, cut) => {
      const raw = units.join('')
      const text = decodeJsonString(raw, 0, raw.length)!
      const offsets = jsonStringOffsets(raw, 0, raw.length)
      expect(offsets).toHaveLength(text.length + 1)
      const at = cut % (text.length + 1)
      expect(decodeJsonString(raw, 0, offsets[at]!)).toBe(text.slice(0, at))
      expect(decodeJsonString(raw, offsets[at]!, raw.length)).toBe(text.slice(at))
    }),
  )
})

test.each(['\\', 'a\\x', '\\u12', '\\u12g4', '\\U0041'])('%s is no JSON string', raw => {
  expect(decodeJsonString(raw, 0, raw.length)).toBeNull()
})
