/** Every kind of document gives its text, or says why not. */
import { expect, test } from 'vitest'
import { documentText, plainText } from '../../../proxy/fingerprints/document-text.ts'
import { pdfFile, wordFile, zipOf } from './make-documents.ts'

const words = async (name: string, bytes: Buffer): Promise<string> =>
  (await documentText(name, bytes)).split(/\s+/).filter(Boolean).join(' ')

const openDocument =
  '<office:text><text:h>Title</text:h><text:p>One <text:span>agree</text:span>ment<text:s/>here</text:p></office:text>'

test.each<[string, Buffer, string]>([
  ['a.docx', wordFile(['First paragraph.', 'Second one.']), 'First paragraph. Second one.'],
  ['A.PDF', pdfFile(['First line', 'second line']), 'First line second line'],
  [
    'a.pptx',
    zipOf({
      'ppt/slides/slide1.xml':
        '<a:p><a:r><a:t>Agree</a:t></a:r><a:r><a:t>ment</a:t></a:r></a:p><a:p><a:t>two</a:t></a:p>',
      'ppt/notesSlides/notesSlide1.xml': '<a:t>notes</a:t>',
      'ppt/theme/theme1.xml': '<a:t>theme</a:t>',
    }),
    'Agreement two notes',
  ],
  ['a.xlsx', zipOf({ 'xl/sharedStrings.xml': '<sst><si><t>one</t></si><si><t>two</t></si></sst>' }), 'one two'],
  [
    'a.xlsm',
    zipOf({
      'xl/worksheets/sheet1.xml':
        '<c t="inlineStr"><is><t>one</t></is></c><c><v>1234</v></c><c t="inlineStr"><is><r><t>tw</t></r><r><t>o</t></r></is></c>',
    }),
    'one two',
  ],
  [
    'notes.docx',
    zipOf({
      'word/document.xml':
        '<w:p><w:r><w:t>Agree</w:t></w:r><w:r><w:t xml:space="preserve">ment </w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:del><w:delText>gone</w:delText></w:del><w:r><w:t>one</w:t><w:br/><w:t>two</w:t></w:r></w:p><mc:AlternateContent><mc:Choice><w:t>box</w:t></mc:Choice><mc:Fallback><w:t>box</w:t></mc:Fallback></mc:AlternateContent>',
      'word/header1.xml': '<w:p><w:t>head</w:t></w:p>',
      'word/footnotes.xml': '<w:p><w:t>note</w:t></w:p>',
      'word/settings.xml': '<w:t>settings</w:t>',
    }),
    'Agreement one two box head note',
  ],
  [
    'cut.docx',
    zipOf({ 'word/document.xml': '<w:t>one</w:t><w:delText x="y"/><w:t> two</w:t><w:delText>three<w:t>four</w:t>' }),
    'one two',
  ],
  ['a.docm', wordFile(['With macros.']), 'With macros.'],
  ['a.odt', zipOf({ 'content.xml': openDocument }), 'Title One agreement here'],
  ['a.html', Buffer.from('<style>p {}</style><p>one<!-- no --> <SCRIPT>no</SCRIPT ><b>two</b>'), '<p>one <b>two</b>'],
  ['a.md', Buffer.from('# Title'), '# Title'],
  ['noend', Buffer.from('text'), 'text'],
  ['a.txt', Buffer.from('\ufeffutf-16 text', 'utf16le'), 'utf-16 text'],
  ['older.txt', Buffer.from('the caf\xe9\x92s agreement', 'latin1'), 'the café’s agreement'],
])('%s', async (name, bytes, text) => {
  expect(await words(name, bytes)).toBe(text)
})

test.each<[string, Buffer, RegExp]>([
  ['a.doc', Buffer.from('x'), /^\.doc is not read: save it as \.docx$/],
  ['a.docx', Buffer.from('x'.repeat(50)), /^is damaged or no document of its kind$/],
  ['a.docx', zipOf({ 'word/other.xml': '<x/>' }), /^is damaged or no Word document$/],
  ['a.pdf', Buffer.from('x'.repeat(50)), /^is damaged or no PDF$/],
  ['a.pdf', pdfFile([]), /^has no text: a scan or pictures$/],
  ['a.bin', Buffer.from([1, 0, 2, 0]), /^is not a text$/],
  ['a.txt', Buffer.from(' \n'), /^is empty$/],
  ['a.pdf', Buffer.alloc(0), /^is empty$/],
  ['a.msg', Buffer.from('x'), /^\.msg is not read: save it as \.eml$/],
])('%s: %#', async (name, bytes, reason) => {
  await expect(documentText(name, bytes)).rejects.toThrow(reason)
})

test('UTF-16 of both byte orders', () => {
  expect(plainText(Buffer.from('\ufeffab', 'utf16le').swap16())).toBe('ab')
})
