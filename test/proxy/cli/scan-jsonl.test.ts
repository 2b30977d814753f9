/** Rows in, rows out, in order, one at a time. */
import { PassThrough, Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { createScanner } from '../../../policy/scan.ts'
import { scanRows } from '../../../proxy/cli/scan-jsonl.ts'

async function scan(rows: string): Promise<unknown[]> {
  const out = new PassThrough()
  const chunks: Buffer[] = []
  out.on('data', chunk => chunks.push(chunk))
  await scanRows(Readable.from([rows]), out, createScanner())
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
  const done = scanRows(input, out, createScanner())
  input.write('{"id":1,"text":"a"}\n')
  expect(String(await new Promise(resolve => out.once('data', resolve)))).toContain('"id":1')
  input.end()
  await done
})

test.each(['{"id":1}', '{"text":"a"}', '[]', 'x', '{"id":{},"text":"a"}'])('%s is refused by its line', async row => {
  await expect(scan(`{"id":1,"text":"a"}\n${row}`)).rejects.toThrow('line 2')
})
