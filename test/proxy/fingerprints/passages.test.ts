/** Passages of documents and code from their texts to a file and from the file to findings. */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createPageMaker, type Hit } from '../../../policy/scan-page.ts'
import type { SourceText } from '../../../proxy/fingerprints/bundled-texts.ts'
import { readContainer } from '../../../proxy/fingerprints/container.ts'
import { openFingerprints } from '../../../proxy/fingerprints/open.ts'
import { openPassages, type PassageKind, writePassageFile } from '../../../proxy/fingerprints/passages.ts'
import { prose } from '../../policy/fingerprints/prose.ts'
import { folderOf } from './make-documents.ts'

const key = randomBytes(32)
const now = new Date('2026-01-02T03:04:05Z')
async function* texts(list: readonly SourceText[]): AsyncGenerator<SourceText> {
  yield* list
}

async function made(kind: PassageKind, list: readonly SourceText[], except: readonly SourceText[] = []) {
  const path = join(folderOf({}), 'x.slfp')
  const told: number[] = []
  const sources = { texts: texts(list), except: texts(except), progress: (files: number) => told.push(files) }
  const counts = await writePassageFile(path, key, { kind, name: 'contracts', ...sources }, now)
  return { path, counts, told }
}

const msa = prose(400, 1).join(' ')
const list: SourceText[] = [
  { name: 'c/msa.txt', text: msa },
  { name: 'c/short.txt', text: 'too short' },
  { name: 'c/scan.pdf', reason: 'has no text' },
  { name: 'c/old/msa.txt', text: `# ${msa}` },
]

test('many files are told as they are read; what could not be left out is told too', async () => {
  const many = Array.from({ length: 2500 }, (_, i) => ({ name: `${i}`, text: 'too short' }))
  const { told, counts } = await made('documents', [...many, list[0]!], [{ name: 't/a.doc', reason: 'is not read' }])
  expect(told).toEqual([1000, 2000])
  expect(counts.leftOut[0]).toEqual({ name: 't/a.doc', reason: 'is not read (--except)' })
})

test('a file that tells nothing without its key, and finds with it', async () => {
  const { path, counts } = await made('documents', list)
  expect(counts).toMatchObject({
    texts: 1,
    words: 402,
    leftOut: [
      { name: 'c/short.txt', reason: 'has fewer than 10 words' },
      { name: 'c/scan.pdf', reason: 'has no text' },
      { name: 'c/old/msa.txt', reason: 'is a copy of c/msa.txt' },
    ],
  })
  const bytes = readFileSync(path)
  expect(bytes.length).toBe(counts.bytes)
  expect(bytes.includes('msa.txt')).toBe(false)
  const opened = await openFingerprints(path, key)
  expect(opened).toMatchObject({ kind: 'documents', file: path, columns: [] })
  const hits: Hit[] = []
  const use = { columns: [], together: 1, within: 300, passage: 30 }
  opened.engine(
    { id: 'contracts', category: 'custom', severity: 'high' },
    use,
    undefined,
  )(createPageMaker()(`Summarise: ${msa.split(' ').slice(50, 100).join('\n')}`), hits)
  expect(hits.map(hit => hit.why[0])).toEqual(['50 words of c/msa.txt, 13 % of it'])
  await expect(openFingerprints(path, randomBytes(32))).rejects.toThrow(/another key/)
})

test('public texts are left out; with nothing else there is nothing to write', async () => {
  await expect(made('documents', list.slice(0, 1), [{ name: 'public', text: msa }])).rejects.toThrow(
    'nothing to fingerprint',
  )
  await expect(made('code', [])).rejects.toThrow('nothing to fingerprint: no files')
  await expect(made('documents', list.slice(1, 3))).rejects.toThrow(
    'nothing to fingerprint: c/short.txt has fewer than 10 words, 1 more were left out',
  )
})

test('a file of another version says so', async () => {
  const { path } = await made('code', [{ name: 'a.ts', text: msa }])
  const container = await readContainer(path, key)
  const older = { ...container, header: { ...container.header, layout: { passages: 0 } } }
  expect(() => openPassages(older, path)).toThrow(/another version/)
  const records = { ...container, header: { ...container.header, kind: 'records' as const } }
  expect(() => openPassages(records, path)).toThrow(/records/)
})
