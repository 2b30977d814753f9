/** A provider's usage reader that cannot hurt the answer it reads along with: what it throws costs the usage, never the answer. */
import type { UsageReader } from './providers/types.ts'

/** `failed` is called once, with what the reader threw; from then on the reader is left alone and reports nothing. */
export function guardReader(reader: UsageReader, failed: (cause: unknown) => void): UsageReader {
  let broken = false
  const attempt = <T>(read: () => T, otherwise: T): T => {
    if (broken) return otherwise
    try {
      return read()
    } catch (cause) {
      broken = true
      failed(cause)
      return otherwise
    }
  }
  return {
    event: (data, name) => attempt(() => reader.event(data, name), undefined),
    done: () => attempt(() => reader.done(), { kind: 'none' }),
  }
}
