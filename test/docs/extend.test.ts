/** The adapter and the detector that docs/extend.md shows are real: they are taken out of the page and run. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { makeValue, seededRandom } from '../../policy/detectors/make-value.ts'
import { readDocument } from '../../proxy/documents/index.ts'
import type { Provider } from '../../proxy/providers/types.ts'
import { createResponseTap } from '../../proxy/usage-tap.ts'
import { headOf } from '../proxy/providers/fixtures.ts'
import { blocked } from '../proxy/providers/refused.ts'

const root = join(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'docs/extend.md'), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'extend-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** The block of code that exports `name`, as if it stood in `beside`. */
async function shown(name: string, beside: string): Promise<unknown> {
  const block = [...page.matchAll(/```ts\n(.*?)```/gs)]
    .map(match => match[1]!)
    .find(code => code.includes(`const ${name}`))
  const file = join(folder, `${name}.ts`)
  writeFileSync(file, block!.replaceAll("from './", `from '${join(root, beside)}/`))
  const module: Record<string, unknown> = await import(file)
  return module[name]
}

test('the adapter reads, refuses and counts', async () => {
  const provider = (await shown('exampleChat', 'proxy/providers')) as Provider // the page says so; the next lines prove it
  const head = headOf({ path: '/api/ask' })
  const endpoint = provider.match(head)!
  const body = { model: 'm', history: [{ role: 'user', text: 'before' }], question: 'now', extra: 'unknown' }
  const document = readDocument(Buffer.from(JSON.stringify(body)), 'application/json')
  const extraction = provider.extract(document, endpoint, head)
  expect(extraction).toMatchObject({ model: 'm', stream: true, coverage: { verdict: 'full' } })
  expect(extraction.segments.map(s => [s.place, s.kind])).toEqual([
    ['model', 'other'],
    ['history[0].role', 'metadata'],
    ['history[0].text', 'history'],
    ['question', 'prompt'],
    ['extra', 'other'],
  ])
  expect(JSON.parse(provider.refuse(blocked, endpoint, head).body).failure.text).toBe(blocked.message)
  const read = (answer: string) => {
    const tap = createResponseTap(provider.usage(endpoint, head)!, ['content-type', 'application/x-ndjson'])
    tap.write(Buffer.from(answer))
    return tap.end()
  }
  expect(read('{"piece":"a"}\n{"piece":"b"}\n')).toEqual({ kind: 'text', outputText: 'ab' })
  expect(read('{"piece":"a"}\n{"tokens":{"in":3,"out":4}}\n')).toMatchObject({
    usage: { inputTokens: 3, outputTokens: 4 },
  })
})

test('the detector fits its own examples', async () => {
  const detector = (await shown('exampleToken', 'policy/detectors')) as {
    pattern: string
    examples: { match: string[] }
  }
  const pattern = new RegExp(detector.pattern)
  for (const example of detector.examples.match) expect(makeValue(example, seededRandom(1))).toMatch(pattern)
})
