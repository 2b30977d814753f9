/** Rows in, rows out, in order, one at a time. */
import { PassThrough, Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { createScanner } from '../../../policy/scan.ts'
import { scanRows } from '../../../proxy/cli/scan-jsonl.ts'

const plain = { scanner: createScanner(), exempt: () => new Map() }

async function scan(rows: string): Promise<unknown[]> {
  const out = new PassThrough()
  const chunks: Buffer[] = []
  out.on('data', chunk => chunks.push(chunk))
  await scanRows(Readable.from([rows]), out, plain)
  return Buffer.concat(chunks)
    .toString()
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line))
}

test('empty lines are passed over, ids come back as they were', async () => {
  expect(await scan('{"id":1,"text":"a"}\n\n{"id":"b","text":"ann@acme.io"}')).toEqual([
    { id: 1, findings: [] },
    {
      id: 'b',
      findings: [{ detector: 'email-address', category: 'personal', start: 0, end: 11, confidence: 'medium' }],
    },
  ])
})

test('an answer comes before the next row', async () => {
  const input = new PassThrough()
  const out = new PassThrough()
  const done = scanRows(input, out, plain)
  input.write('{"id":1,"text":"a"}\n')
  expect(String(await new Promise(resolve => out.once('data', resolve)))).toContain('"id":1')
  input.end()
  await done
})

test.each(['{"id":1}', '{"text":"a"}', '[]', 'x', '{"id":{},"text":"a"}'])('%s is refused by its line', async row => {
  await expect(scan(`{"id":1,"text":"a"}\n${row}`)).rejects.toThrow('line 2')
})

test('what the policy exempts is listed with the exemption', async () => {
  const out = new PassThrough()
  const exempt: Parameters<typeof scanRows>[2]['exempt'] = (_text, [first]) => new Map([[first!, 'e']])
  await scanRows(Readable.from(['{"id":1,"text":"ann@acme.io, bo@acme.io"}']), out, { ...plain, exempt })
  const { findings } = JSON.parse(String(out.read()))
  expect(findings).toMatchObject([{ start: 0, exemption: 'e' }, { start: 13 }])
  expect(findings[1]).not.toHaveProperty('exemption')
})
