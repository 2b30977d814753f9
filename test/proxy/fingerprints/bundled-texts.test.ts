/** Files inside files are texts of their own; what cannot be read says why and hides nothing beside it. */
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { bundledTexts, isNoDocument, largestFileBytes } from '../../../proxy/fingerprints/bundled-texts.ts'
import { wordFile, zipOf } from './make-documents.ts'

async function read(name: string, bytes: Buffer | string): Promise<Record<string, string>> {
  const texts: Record<string, string> = {}
  for await (const one of bundledTexts(name, Buffer.from(bytes)))
    texts[one.name] = one.text === undefined ? `- ${one.reason}` : one.text.trim()
  return texts
}
const zipWith = (name: string, bytes: Buffer): Buffer => {
  // zipOf() takes texts: bytes pass as such when each is one letter.
  const zip = zipOf({ [name]: 'x'.repeat(bytes.length) }, { stored: true })
  bytes.copy(zip, zip.indexOf('x'.repeat(bytes.length)))
  return zip
}

test('a document is itself', async () => {
  expect(await read('a/b.docx', wordFile(['One.']))).toEqual({ 'a/b.docx': 'One.' })
  expect(await read('a.doc', 'x')).toEqual({ 'a.doc': '- .doc is not read: save it as .docx' })
})

test('a zip: each file by its name, folders and settings aside', async () => {
  const zip = zipOf({ 'in/': '', 'in/a.txt': 'one', 'b.doc': 'x', '__MACOSX/a.txt': 'x', 'c.md': 'three' })
  expect(await read('z.zip', zip)).toEqual({
    'z.zip/in/a.txt': 'one',
    'z.zip/b.doc': '- .doc is not read: save it as .docx',
    'z.zip/c.md': 'three',
  })
})

test('an encrypted or damaged zip says so', async () => {
  expect(await read('z.zip', zipOf({ 'a.txt': 'x' }, { flags: 1 }))).toEqual({ 'z.zip/a.txt': '- is encrypted' })
  expect(await read('z.zip', 'x'.repeat(40))).toEqual({ 'z.zip': '- is damaged or no document of its kind' })
})

test('a gzip goes by the name of what it holds', async () => {
  expect(await read('a.md.gz', gzipSync('one'))).toEqual({ 'a.md': 'one' })
  expect(await read('a.gz', 'x')).toEqual({ 'a.gz': '- is damaged or no gzip' })
  expect(await read('a.txt.gz', gzipSync(Buffer.alloc(largestFileBytes + 1)))).toEqual({
    'a.txt.gz': '- is larger than 64 MB',
  })
})

test('a zip in a zip, but not without end', async () => {
  let zip = zipOf({ 'a.txt': 'one' })
  expect(await read('y.zip', zipWith('z.zip', zip))).toEqual({ 'y.zip/z.zip/a.txt': 'one' })
  for (let i = 0; i < 5; i++) zip = zipWith('z.zip', zip)
  expect(await read('y.zip', zip)).toEqual({ 'y.zip/z.zip/z.zip/z.zip/z.zip': '- is in more than 3 files' })
})

test('a mail with an attached document; a mailbox, also without an end of its name', async () => {
  const attached = wordFile(['The offer.']).toString('base64')
  const mail = `Subject: s
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain

body
--b
Content-Disposition: attachment; filename=offer.docx
Content-Type: application/octet-stream
Content-Transfer-Encoding: base64

${attached}
--b--
`
  const texts = { '': expect.stringContaining('body'), '/offer.docx': 'The offer.' }
  const under = (name: string) => Object.fromEntries(Object.entries(texts).map(([end, text]) => [name + end, text]))
  expect(await read('a.eml', mail)).toEqual(under('a.eml'))
  const mailbox = `From a\n${mail}\nFrom b\n${mail}`
  expect(await read('a.mbox', mailbox)).toEqual({ ...under('a.mbox/1'), ...under('a.mbox/2') })
  expect(Object.keys(await read('Inbox', mailbox))).toHaveLength(4)
  expect(await read('a.eml', '')).toEqual({ 'a.eml': '- is empty' })
})

test.each([
  ['~$offer.docx', true],
  ['a/.DS_Store', true],
  ['__MACOSX/x.txt', true],
  ['offer.docx', false],
])('%s is no document: %s', (path, is) => {
  expect(isNoDocument(path)).toBe(is)
})
