/** No text makes a scan slow: time grows with the length, whatever is repeated. */
import { describe, expect, test } from 'vitest'
import { detectors } from '../../policy/detectors/index.ts'
import { pick, seededRandom } from '../../policy/detectors/make-value.ts'
import { createScanner } from '../../policy/scan.ts'
import { stems } from '../../policy/scan-name.ts'
import { cpuMs } from '../cpu-time.ts'

const scanner = createScanner()

const filled = (piece: string, length: number): string =>
  piece.repeat(Math.ceil(length / piece.length)).slice(0, length)

const scanMs = (text: string, times: number): number => cpuMs(() => scanner.scan([{ text }]), times)

describe('a repeated text', () => {
  const small = 65_536
  const mostMicrosecondsPerByte = 2
  // A busy machine adds this much to any measurement.
  const noiseMs = 6
  test.each([
    'xoxb-',
    'token,token\n',
    'token,',
    'password=',
    'token=',
    'token ',
    'the token is ',
    'hello world, how are you ',
    'a1b2 ',
    'const x = foo(bar, 42);\n',
    '4242 ',
    '@a.b ',
    '%41',
    '\\u0041',
    'AKIA',
    '-----BEGIN ',
    '-----BEGIN RSA PRIVATE KEY-----',
    'PuTTY-User-Key-File-',
    'eyJ',
    'eyJhbGciOi.',
    'http://a:b@',
    '"a":"',
    '|a|',
    '1.2.',
    'A',
    '=\n',
    '+49 ',
    '&',
    '&#65;',
    '\\u{',
    '[1,',
    '\\',
    'ghp_ a1 ',
    '_session_id=doo_v1_',
    'laravel_session=',
    'sat._session_id=session_id=',
    'glsa_tvly-',
  ])('%j', piece => {
    scanner.scan([{ text: filled(piece, small) }])
    const quick = scanMs(filled(piece, small), 3)
    const slow = scanMs(filled(piece, 4 * small), 3)
    expect(slow).toBeLessThan(6 * quick + noiseMs)
    expect(slow).toBeLessThan((mostMicrosecondsPerByte * 4 * small) / 1000)
  })
})

describe('fragments', () => {
  const length = 16_384
  const mostMicrosecondsPerByte = 8
  const fragments = [
    ...detectors.flatMap(one => (one.kind === 'token' ? one.keywords : [])),
    ...detectors.flatMap(one => (one.kind === 'number' ? one.labels.slice(0, 2) : [])),
    ...stems,
  ]
  const links = ['', '', ' ', '=', ': "', '\n', ',', '|', '.', '-', '12', 'a1B2', '&', '\\n', '%41']
  test.each([1, 2, 3, 4])('in pairs, draw %i', seed => {
    const random = seededRandom(seed)
    const slow: string[] = []
    for (let i = 0; i < 150; i++) {
      const piece = `${pick(fragments, random)}${pick(links, random)}${pick(fragments, random)}${pick(links, random)}`
      if (scanMs(filled(piece, length), 2) > (mostMicrosecondsPerByte * length) / 1000) slow.push(piece)
    }
    expect(slow).toEqual([])
  })
})
