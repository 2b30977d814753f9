/** What a person reads of a mail (.eml) or a mailbox (.mbox): subject, text parts and attached files, decoded. */

/** Multiparts inside multiparts. */
const deepest = 8

export interface Mail {
  /** Subjects, and parts of plain text or HTML. */
  readonly text: string
  readonly attachments: readonly Attachment[]
}

export interface Attachment {
  readonly name: string
  readonly bytes: Buffer
}

/** Source: RFC 2045, 2046 and 2183. Never throws: what cannot be decoded is left as it stands. */
export function readMail(bytes: Buffer): Mail {
  const attachments: Attachment[] = []
  return { text: partText(bytes.toString('latin1'), 0, attachments), attachments }
}

/** The mails of a mailbox, each behind a line that begins with `From `. Source: RFC 4155. */
export function* mailsOf(mailbox: Buffer): Generator<Buffer, void> {
  const begins = (at: number): boolean => mailbox.toString('latin1', at, at + 5) === 'From '
  let start = begins(0) ? 0 : -1
  for (let line = 0; line >= 0; ) {
    const end = mailbox.indexOf('\n', line)
    const next = end < 0 ? -1 : end + 1
    if (start >= 0 && (next < 0 || begins(next))) {
      yield mailbox.subarray(mailbox.indexOf('\n', start) + 1, next < 0 ? mailbox.length : next)
      start = next
    } else if (start < 0 && next >= 0 && begins(next)) start = next
    line = next
  }
}

function partText(part: string, depth: number, attachments: Attachment[]): string {
  const split = /\r?\n\r?\n/.exec(part)
  const headers = readHeaders(split ? part.slice(0, split.index) : part)
  const body = split ? part.slice(split.index + split[0].length) : ''
  const type = headers.get('content-type') ?? 'text/plain'
  const boundary = parameter(type, 'boundary')
  if (/^multipart\//i.test(type) && boundary && depth < deepest)
    return [
      headers.get('subject') ?? '',
      ...body
        .split(`--${boundary}`)
        .slice(1)
        .filter(inner => !inner.startsWith('--'))
        .map(inner => partText(inner.replace(/^[ \t]*\r?\n/, ''), depth + 1, attachments)),
    ].join('\n')
  if (/^message\/rfc822/i.test(type) && depth < deepest) return partText(body, depth + 1, attachments)
  const encoding = headers.get('content-transfer-encoding') ?? ''
  const name = attachedName(headers, type)
  if (name !== undefined) attachments.push({ name, bytes: bytesOf(body, encoding) })
  if (name !== undefined || !/^text\//i.test(type)) return ''
  return `${headers.get('subject') ?? ''}\n${decoderOf(parameter(type, 'charset') ?? 'utf-8').decode(bytesOf(body, encoding))}`
}

/** Name of an attached file; undefined for a part that is shown, and for pictures and the like without a name. */
function attachedName(headers: ReadonlyMap<string, string>, type: string): string | undefined {
  const disposition = headers.get('content-disposition') ?? ''
  const name = parameter(disposition, 'filename') ?? parameter(type, 'name')
  const shown = /^text\//i.test(type) && !/^attachment/i.test(disposition)
  return name === undefined || shown ? undefined : name.replaceAll(/[/\\]/g, '-')
}

function readHeaders(text: string): ReadonlyMap<string, string> {
  const lines = text.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)
  return new Map(
    lines.map(line => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]
    }),
  )
}

function parameter(header: string, name: string): string | undefined {
  for (const piece of header.split(';').slice(1)) {
    const equals = piece.indexOf('=')
    if (piece.slice(0, equals).trim().toLowerCase() !== name) continue
    const value = piece.slice(equals + 1).trim()
    return value.startsWith('"') ? value.slice(1, value.indexOf('"', 1)) : value
  }
  return undefined
}

function bytesOf(body: string, encoding: string): Buffer {
  if (/^base64$/i.test(encoding.trim())) return Buffer.from(body, 'base64')
  return Buffer.from(/^quoted-printable$/i.test(encoding.trim()) ? unquoted(body) : body, 'latin1')
}

/** UTF-8 where the mail names a charset that nobody knows. */
function decoderOf(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return new TextDecoder()
  }
}

const unquoted = (text: string): string =>
  text
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
