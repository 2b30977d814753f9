/** The readable text of a mail (.eml): its subject and its parts of plain text or HTML, decoded. */

/** Multiparts inside multiparts. */
const deepest = 8

/** Source: RFC 2045 and 2046. Never throws: what cannot be decoded is left as it stands. */
export function mailText(bytes: Buffer): string {
  return partText(bytes.toString('latin1'), 0)
}

function partText(part: string, depth: number): string {
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
        .map(inner => partText(inner.replace(/^[ \t]*\r?\n/, ''), depth + 1)),
    ].join('\n')
  if (/^message\/rfc822/i.test(type) && depth < deepest) return partText(body, depth + 1)
  if (!/^text\//i.test(type)) return ''
  const encoding = headers.get('content-transfer-encoding') ?? ''
  return `${headers.get('subject') ?? ''}\n${decoded(body, encoding, parameter(type, 'charset') ?? 'utf-8')}`
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

function decoded(body: string, encoding: string, charset: string): string {
  const bytes = /^base64$/i.test(encoding.trim())
    ? Buffer.from(body, 'base64')
    : Buffer.from(/^quoted-printable$/i.test(encoding.trim()) ? unquoted(body) : body, 'latin1')
  return decoderOf(charset).decode(bytes)
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
