/** Which file a text of a body is in, by the shapes that clients send files in. */
import { expect, test } from 'vitest'
import { readDocument } from '../../../proxy/documents/index.ts'
import { fileNames } from '../../../proxy/providers/file-name.ts'

const files = (body: string, type = 'application/json'): Record<string, string | undefined> => {
  const document = readDocument(Buffer.from(body), type)
  const fileOf = fileNames(document)
  return Object.fromEntries(document.leaves.map(({ path, text }) => [text, fileOf(path)]))
}

test.each([
  ['OpenAI chat', { file: { filename: 'a.env', file_data: 'TEXT' } }],
  ['OpenAI responses', { content: [{ type: 'input_file', filename: 'a.env', file_data: 'TEXT' }] }],
  ['Gemini', { parts: [{ inlineData: { displayName: 'a.env', data: 'TEXT' } }] }],
])('%s: the name stands beside the content', (_, body) => {
  expect(files(JSON.stringify(body))['TEXT']).toBe('a.env')
})

test('text that is nested in the content is in the file too', () => {
  const inner = Buffer.from('the text of a file, long enough to be read as such').toString('base64')
  const found = files(JSON.stringify({ file: { filename: 'a.env', file_data: `data:text/plain;base64,${inner}` } }))
  expect(found['the text of a file, long enough to be read as such']).toBe('a.env')
})

test('what stands elsewhere is in no file', () => {
  const body = { messages: [{ content: 'TEXT' }, { file: { filename: 'a.env', file_data: 'x' } }] }
  expect(files(JSON.stringify(body))['TEXT']).toBeUndefined()
  expect(files(JSON.stringify({ filename: 'a.env', content: 'TEXT' }))['TEXT']).toBeUndefined()
})

test('a part of a form has the name of its own file', () => {
  const part = (name: string, more: string, text: string) =>
    `--b\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${text}\r\n`
  const body = `${part('file', '; filename="a.env"', 'TEXT')}${part('purpose', '', 'OTHER')}--b--`
  const found = files(body, 'multipart/form-data; boundary=b')
  expect(found).toMatchObject({ TEXT: 'a.env' })
  expect(found['OTHER']).toBeUndefined()
})
