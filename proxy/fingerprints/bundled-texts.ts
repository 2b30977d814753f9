/** The texts of one file: several where it holds others (zips, mailboxes, mails with attached files), each with a name of its own. */
import { basename, extname } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { SettingsError } from '../errors.ts'
import { documentText, mostUnpackedBytes } from './document-text.ts'
import { mailsOf, readMail } from './mail-text.ts'
import { zipEntries } from './zip.ts'

/** `name` begins with the name of the folder that was given. */
export type SourceText =
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly text?: undefined; readonly reason: string }

/** Also of a file inside another. */
export const largestFileBytes = 64 * 1024 * 1024
export const tooLargeReason = `is larger than ${largestFileBytes >> 20} MB`

/** Files in files in files. */
const deepest = 3

/** Lock files of Office, settings of folders: nobody's documents. */
export const isNoDocument = (path: string): boolean =>
  /^(~\$|\.~lock|\.DS_Store|Thumbs\.db)/.test(basename(path)) || path.startsWith('__MACOSX/')

/** `name` tells the kind. What cannot be read has its reason; other failures are thrown. */
export async function* bundledTexts(name: string, bytes: Buffer, depth = 0): AsyncGenerator<SourceText, void> {
  try {
    if (bytes.length > largestFileBytes) yield { name, reason: tooLargeReason }
    else if (depth > deepest) yield { name, reason: `is in more than ${deepest} files` }
    else yield* textsOf(name, bytes, depth)
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    yield { name, reason: error.message }
  }
}

async function* textsOf(name: string, bytes: Buffer, depth: number): AsyncGenerator<SourceText, void> {
  const kind = extname(name).toLowerCase()
  if (kind === '.gz') yield* bundledTexts(name.slice(0, -kind.length), gunzipped(bytes), depth + 1)
  else if (kind === '.zip') yield* textsOfZip(name, bytes, depth)
  else if (kind === '.mbox' || (kind === '' && bytes.toString('latin1', 0, 5) === 'From ')) {
    let number = 0
    for (const mail of mailsOf(bytes)) yield* textsOfMail(`${name}/${++number}`, mail, depth)
  } else if (kind === '.eml') yield* textsOfMail(name, bytes, depth)
  else yield { name, text: await documentText(name, bytes) }
}

function gunzipped(bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: largestFileBytes })
  } catch (cause) {
    const tooLarge = cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE'
    throw new SettingsError(tooLarge ? tooLargeReason : 'is damaged or no gzip', { cause })
  }
}

async function* textsOfZip(name: string, bytes: Buffer, depth: number): AsyncGenerator<SourceText, void> {
  for (const entry of zipEntries(bytes, mostUnpackedBytes)) {
    if (entry.name.endsWith('/') || isNoDocument(entry.name)) continue
    const inner = `${name}/${entry.name}`
    try {
      yield* bundledTexts(inner, entry.read(), depth + 1)
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error
      yield { name: inner, reason: error.message }
    }
  }
}

async function* textsOfMail(name: string, bytes: Buffer, depth: number): AsyncGenerator<SourceText, void> {
  const { text, attachments } = readMail(bytes)
  yield text.trim() === '' ? { name, reason: 'is empty' } : { name, text }
  for (const one of attachments) yield* bundledTexts(`${name}/${one.name}`, one.bytes, depth + 1)
}
