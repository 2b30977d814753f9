/** The JSON lines contract: a row {"id","text"} in, a row {"id","findings"} out, in order, as they come. */
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { SettingsError } from '../errors.ts'
import type { ScanPolicy } from './scan-policy.ts'

/** Offsets are UTF-16 code units, end exclusive; what a policy exempts carries `exemption`. Throws SettingsError, naming the line, at a row that is not of the contract. Ends when nobody reads `stdout` any more. */
export async function scanRows(
  stdin: NodeJS.ReadableStream,
  stdout: NodeJS.WritableStream,
  { scanner, exempt }: Pick<ScanPolicy, 'scanner' | 'exempt'>,
): Promise<void> {
  let line = 0
  for await (const row of createInterface({ input: stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (!stdout.writable) return
    line++
    if (row.trim() === '') continue
    const { id, text } = readRow(row, line)
    const found = scanner.scan([{ text }])
    const exempted = exempt(text, found)
    const findings = found.map(finding => {
      const { detector, category, start, end, confidence } = finding
      const exemption = exempted.get(finding)
      return { detector, category, start, end, confidence, ...(exemption !== undefined && { exemption }) }
    })
    if (!stdout.write(`${JSON.stringify({ id, findings })}\n`)) await once(stdout, 'drain')
  }
}

function readRow(row: string, line: number): { id: string | number; text: string } {
  const data = parse(row, line)
  if (typeof data === 'object' && data !== null && 'id' in data && 'text' in data) {
    const { id, text } = data
    if ((typeof id === 'string' || typeof id === 'number') && typeof text === 'string') return { id, text }
  }
  throw new SettingsError(`line ${line}: a row is {"id": …, "text": "…"}`)
}

/** The parser's own message would quote the text. */
function parse(row: string, line: number): unknown {
  try {
    return JSON.parse(row)
  } catch (cause) {
    throw new SettingsError(`line ${line}: not JSON`, { cause: cause instanceof SyntaxError ? undefined : cause })
  }
}
