import { PassThrough, Readable, Writable } from 'node:stream'
import { expect, test } from 'vitest'
import type { Finding, Scanner } from '../../../policy/finding.ts'
import { scanRows } from '../../../proxy/cli/scan-jsonl.ts'

/** Finds every `#`. */
const scanner: Scanner = {
  detectorIds: ['hash'],
  scan: texts =>
    texts.flatMap(({ text }, index) =>
      [...text.matchAll(/#/g)].map(
        ({ index: start }): Finding => ({
          text: index,
          detector: 'hash',
          category: 'custom',
          severity: 'low',
          start,
          end: start + 1,
          confidence: 'high',
          why: ['it is a hash'],
        }),
      ),
    ),
}

async function rows(...lines: readonly string[]): Promise<unknown[]> {
  const stdout = new PassThrough()
  await scanRows(Readable.from(lines.map(line => `${line}\n`)), stdout, scanner)
  const text = String(stdout.read() ?? '')
  return text
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as unknown)
}

test('one row out for each row in, in order, with offsets in UTF-16 units and without the reasons', async () => {
  expect(await rows('{"id":"a","text":"😀 #"}', '', '{"id":2,"text":"none"}')).toEqual([
    {
      id: 'a',
      findings: [{ detector: 'hash', category: 'custom', start: 3, end: 4, confidence: 'high' }],
    },
    { id: 2, findings: [] },
  ])
})

test('a row is answered before the next one comes', async () => {
  const stdin = new PassThrough()
  const stdout = new PassThrough()
  const done = scanRows(stdin, stdout, scanner)
  stdin.write('{"id":1,"text":"#"}\n')
  await new Promise(resolve => stdout.once('data', resolve))
  stdin.end()
  await done
})

test('a reader that is slow is waited for', async () => {
  let waiting: (() => void) | undefined
  let taken = 0
  const slow = new Writable({
    highWaterMark: 1,
    write: (_chunk, _encoding, done) => {
      taken++
      waiting = done
    },
  })
  let asked = 0
  const counting: Scanner = {
    detectorIds: [],
    scan: () => {
      asked++
      return []
    },
  }
  const done = scanRows(
    Readable.from(Array.from({ length: 50 }, (_, id) => `{"id":${id},"text":""}\n`)),
    slow,
    counting,
  )
  await new Promise(resolve => setTimeout(resolve, 20))
  expect([taken, asked]).toEqual([1, 1])
  const release = setInterval(() => waiting?.())
  await done
  clearInterval(release)
  expect(asked).toBe(50)
})

test.each([
  ['no JSON', '{"id":1,"text":"private"', 'line 2: not JSON'],
  ['no object', '"private"', 'line 2: a row is'],
  ['no text', '{"id":1,"words":"private"}', 'line 2: a row is'],
  ['an id of another type', '{"id":null,"text":"private"}', 'line 2: a row is'],
])('a row that is %s ends with its line, and without its text', async (_, row, words) => {
  const failure = await rows('{"id":1,"text":""}', row).catch((error: Error) => error)
  expect(failure).toMatchObject({ name: 'SettingsError', message: expect.stringContaining(words) })
  expect(String(failure)).not.toContain('private')
})
