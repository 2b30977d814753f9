/** The text of one document: Word, PDF, PowerPoint, Excel, OpenDocument, web pages and everything that is text. */
import { isUtf8 } from 'node:buffer'
import { extname } from 'node:path'
import { SettingsError } from '../errors.ts'
import { zipEntries } from './zip.ts'

/** What a document may unpack to, in bytes. */
export const mostUnpackedBytes = 512 * 1024 * 1024

type Reader = (bytes: Buffer) => string | Promise<string>

const slides: Reader = bytes => xmlOf(bytes, /^ppt\/(slides|notesSlides)\/[^/]+\.xml$/)
const openDocument: Reader = bytes => xmlOf(bytes, /^content\.xml$/)

/** By the end of the file's name; others are read as text. */
const readers: Readonly<Record<string, Reader>> = {
  '.docx': wordText,
  '.docm': wordText,
  '.dotx': wordText,
  '.pdf': pdfText,
  '.pptx': slides,
  '.pptm': slides,
  '.xlsx': tableText,
  '.xlsm': tableText,
  '.odt': openDocument,
  '.ods': openDocument,
  '.odp': openDocument,
  '.html': pageText,
  '.htm': pageText,
}

const older: Readonly<Record<string, string>> = {
  '.doc': '.docx',
  '.xls': '.xlsx',
  '.ppt': '.pptx',
  '.rtf': '.docx',
  '.msg': '.eml',
}

/** `name` tells the kind. Throws SettingsError with the reason (no name) when the document has no text that can be read. */
export async function documentText(name: string, bytes: Buffer): Promise<string> {
  const kind = extname(name).toLowerCase()
  const newer = older[kind]
  if (bytes.length === 0) throw new SettingsError('is empty')
  if (newer) throw new SettingsError(`${kind} is not read: save it as ${newer}`)
  const text = await (readers[kind] ?? plainText)(bytes)
  if (text.trim() === '') throw new SettingsError(kind === '.pdf' ? 'has no text: a scan or pictures' : 'is empty')
  return text
}

/** UTF-8, UTF-16 with its mark, or else Windows-1252, which older editors write. Throws SettingsError for what is no text. */
export function plainText(bytes: Buffer): string {
  const mark = bytes.length > 1 ? bytes.readUInt16BE(0) : 0
  if (mark === 0xfffe) return new TextDecoder('utf-16le').decode(bytes)
  if (mark === 0xfeff) return new TextDecoder('utf-16be').decode(bytes)
  if (bytes.subarray(0, 8192).includes(0)) throw new SettingsError('is not a text')
  // Some versions of Node.js read Windows-1252 as Latin-1: of what differs, only the apostrophe stands in words.
  return isUtf8(bytes) ? bytes.toString('utf8') : bytes.toString('latin1').replaceAll('\x92', '’')
}

/** Text, notes, remarks, heads and feet. What was deleted while changes were tracked is not in it. */
function wordText(bytes: Buffer): string {
  const parts = /^word\/(document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml$/
  if (!zipEntries(bytes, mostUnpackedBytes).some(entry => entry.name === 'word/document.xml'))
    throw new SettingsError('is damaged or no Word document')
  return xmlOf(bytes, parts)
}

async function pdfText(bytes: Buffer): Promise<string> {
  // Loaded when the first such document is met: the proxy never needs it.
  const { extractText, getDocumentProxy } = await import('unpdf')
  try {
    const document = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 })
    const { text } = await extractText(document, { mergePages: false })
    await document.destroy()
    return text.join('\n')
  } catch (cause) {
    const encrypted = cause instanceof Error && cause.name === 'PasswordException'
    throw new SettingsError(encrypted ? 'is encrypted' : 'is damaged or no PDF', { cause })
  }
}

/** Texts that cells share, texts of single cells, and remarks. */
function tableText(bytes: Buffer): string {
  const cells = zipEntries(bytes, mostUnpackedBytes)
    .filter(entry => /^xl\/worksheets\/[^/]+\.xml$/.test(entry.name))
    .flatMap(entry => inlineTexts(entry.read().toString('utf8')))
  return [xmlOf(bytes, /^xl\/(sharedStrings|comments\d*)\.xml$/), ...cells].join('\n')
}

/** What stands between `<is>` and `</is>`: everything else of a sheet is numbers. */
function inlineTexts(xml: string): string[] {
  const texts: string[] = []
  for (let open = xml.indexOf('<is>'); open >= 0; open = xml.indexOf('<is>', open + 1))
    texts.push(tagless(xml.slice(open, xml.indexOf('</is>', open))))
  return texts
}

/** Text of the parts named so, their paragraphs, cells and slides apart. */
function xmlOf(bytes: Buffer, parts: RegExp): string {
  return zipEntries(bytes, mostUnpackedBytes)
    .filter(entry => parts.test(entry.name))
    .map(entry => tagless(entry.read().toString('utf8')))
    .join('\n')
}

/** Runs of one word stand in tags of their own (`<a:t>Agree</a:t></a:r><a:r><a:t>ment</a:t>`): only ends of blocks part words. */
const parting = /^<(\/(a:p|w:p|si|row|c|is|text:p|text:h)|a:br|w:br|w:cr|w:tab|text:s|text:tab|text:line-break)[\s/>]/

/** Fields' commands, deleted text, and the second form of a text box. */
const hidden = /^<(w:instrText|w:delText|mc:Fallback)[\s>]/

function tagless(xml: string): string {
  const pieces: string[] = []
  let at = 0
  for (let open = xml.indexOf('<'); open >= 0; open = xml.indexOf('<', at)) {
    pieces.push(xml.slice(at, open))
    const tag = xml.slice(open, open + 20)
    const close = xml.indexOf('>', open)
    if (close < 0) return pieces.join('')
    if (parting.test(tag)) pieces.push('\n')
    const element = xml[close - 1] === '/' ? null : hidden.exec(tag)
    const end = element ? xml.indexOf(`</${element[1]}`, close) : close
    if (end < 0) return pieces.join('')
    at = end === close ? close + 1 : end
  }
  return pieces.join('') + xml.slice(at)
}

/** A page without scripts, styles and remarks; the reader of words knows tags and entities. */
function pageText(bytes: Buffer): string {
  const unseen = [
    ['<script', '</script'],
    ['<style', '</style'],
    ['<!--', '-->'],
  ] as const
  return unseen.reduce((text, [from, to]) => without(text, from, to), plainText(bytes))
}

function without(text: string, from: string, to: string): string {
  const lower = text.toLowerCase()
  // The lower case of some letters is longer than they are.
  if (lower.length !== text.length) return text
  const kept: string[] = []
  let at = 0
  for (let open = lower.indexOf(from); open >= 0; open = lower.indexOf(from, at)) {
    kept.push(text.slice(at, open))
    const close = lower.indexOf(to, open)
    if (close < 0) return kept.join(' ')
    at = lower.indexOf('>', close) + 1 || lower.length
  }
  kept.push(text.slice(at))
  return kept.join(' ')
}
