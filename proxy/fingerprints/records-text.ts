/** The text of a table in a file or on standard input, piece by piece: uncompressed, decoded, without its byte order mark. */
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { SettingsError } from '../errors.ts'

export interface TextOptions {
  readonly file: string
  /** What stands for the file; `-` reads it instead. */
  readonly stdin: NodeJS.ReadableStream
  /** A label of the Encoding Standard; default: what the byte order mark says, else utf-8. */
  readonly encoding?: string | undefined
}

/** Throws SettingsError where it is plainly no text, TypeError where bytes do not fit the encoding, and what reading throws. */
export async function* readText({ file, stdin, encoding }: TextOptions): AsyncGenerator<string> {
  let decoder = encoding === undefined ? undefined : decoderOf(encoding)
  const bytes = file === '-' ? stdin : createReadStream(file, { highWaterMark: 1 << 18 })
  const plain = /\.gz$/i.test(file) ? uncompressed(bytes) : bytes
  for await (const piece of plain) {
    const buffer = typeof piece === 'string' ? Buffer.from(piece) : piece
    decoder ??= decoderOf(encodingOf(buffer, file))
    const text = decoder.decode(buffer, { stream: true })
    if (text !== '') yield text
  }
  const rest = decoder?.decode() ?? ''
  if (rest !== '') yield rest
}

function uncompressed(bytes: NodeJS.ReadableStream): NodeJS.ReadableStream {
  const gunzip = createGunzip()
  bytes.on('error', error => gunzip.destroy(error))
  return bytes.pipe(gunzip)
}

/** Told by the first bytes; spreadsheet programs write UTF-16 as `Unicode text`. */
function encodingOf(start: Buffer, file: string): string {
  const [a, b] = start
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  if (start.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004')))
    throw new SettingsError(`${file}: is a workbook (.xlsx) or a zip file; save the sheet as CSV`)
  if (a === 0x1f && b === 0x8b) throw new SettingsError(`${file}: is compressed; its name must end in .gz`)
  if (start.subarray(0, 1024).includes(0))
    throw new SettingsError(`${file}: is no UTF-8 text; give --encoding utf-16le if it is UTF-16, else save it as CSV`)
  return 'utf-8'
}

function decoderOf(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding, { fatal: true })
  } catch (cause) {
    throw new SettingsError(
      `--encoding '${encoding}' is not known; utf-8, utf-16le and windows-1252 are among those that are`,
      { cause },
    )
  }
}
