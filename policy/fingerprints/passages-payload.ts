/** An index of passages as the parts of a file that `sluice fingerprint` writes, and back. */
import type { PassageIndex } from './passages-index.ts'
import type { PassageStyle } from './passages-letters.ts'
import { shingleShapes } from './passages-shingles.ts'
import type { WordKey } from './passages-words.ts'

/** Changes whenever words, shingles or parts do: with a file of another version nothing would be found. */
const version = 2

/** What the reader needs beside the parts; holds nothing secret. */
export interface PassageLayout {
  readonly passages: number
  readonly width: number
  readonly window: number
  readonly bits: number
}

export function writePassages(index: PassageIndex): { layout: PassageLayout; parts: Uint8Array[] } {
  const { beginnings, buckets, places, remainders, echoes, names, bits, style } = index
  const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
    new Uint8Array(buffer, byteOffset, byteLength)
  const parts = [beginnings, buckets, places, remainders, echoes, new TextEncoder().encode(JSON.stringify(names))]
  return { layout: { passages: version, ...shingleShapes[style], bits }, parts: parts.map(bytesOf) }
}

/** Shares the memory of `parts`, which begin at multiples of four bytes. Throws Error with the reason when they are no index of this version. */
export function readPassages(
  style: PassageStyle,
  key: WordKey,
  layout: Readonly<Record<string, unknown>>,
  parts: readonly Uint8Array[],
): PassageIndex {
  const { width, window } = shingleShapes[style]
  const { bits } = layout
  if (layout['passages'] !== version || layout['width'] !== width || layout['window'] !== window)
    throw new Error('was made by another version of Sluice; make it anew')
  if (parts.length !== 6 || typeof bits !== 'number' || !(bits >= 4 && bits <= 24)) throw new Error('is damaged')
  const [beginnings, buckets, places] = parts.slice(0, 3).map(part => view(part, Uint32Array))
  const remainders = view(parts[3]!, Uint16Array)
  const echoes = parts[4]!
  const names: unknown = JSON.parse(new TextDecoder().decode(parts[5]!))
  if (!isListOfTexts(names) || beginnings!.length !== names.length + 1 || beginnings!.at(-1) !== echoes.length)
    throw new Error('is damaged')
  if (buckets!.length !== (1 << bits) + 1 || buckets!.at(-1) !== places!.length || remainders.length !== places!.length)
    throw new Error('is damaged')
  return { style, key, names, bits, beginnings: beginnings!, buckets: buckets!, places: places!, remainders, echoes }
}

/** The two numbers of a key of at least eight bytes. */
export function wordKeyOf(key: Uint8Array): WordKey {
  const view = new DataView(key.buffer, key.byteOffset, key.byteLength)
  return [view.getUint32(0, true), view.getUint32(4, true)]
}

function view<A>(
  part: Uint8Array,
  make: { new (buffer: ArrayBufferLike, offset: number, length: number): A } & {
    readonly BYTES_PER_ELEMENT: number
  },
): A {
  return new make(part.buffer, part.byteOffset, Math.floor(part.byteLength / make.BYTES_PER_ELEMENT))
}

const isListOfTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every(one => typeof one === 'string')
