/** SipHash-2-4: a keyed hash of short values, quick enough for every candidate of a text. https://www.aumasson.jp/siphash/siphash.pdf */

export interface SipHash {
  /** Hashes units [from, to) as UTF-16LE bytes; the 64 bits are in `high` and `low`, until the next call. */
  hash(units: Uint16Array, from: number, to: number): void
  /** 32 bits, unsigned. */
  high: number
  low: number
}

/** `key` is 16 bytes. Throws RangeError when it is not. */
export function createSipHash(key: Uint8Array): SipHash {
  if (key.length !== 16) throw new RangeError(`a key of SipHash has 16 bytes, not ${key.length}`)
  const view = new DataView(key.buffer, key.byteOffset, 16)
  return new Sip(view.getInt32(0, true), view.getInt32(4, true), view.getInt32(8, true), view.getInt32(12, true))
}

/** The 64-bit words v0 to v3 as pairs of 32 bits: JavaScript has no 64-bit integers that are quick. */
class Sip implements SipHash {
  high = 0
  low = 0
  readonly #start: Int32Array
  readonly #v = new Int32Array(8)

  constructor(k0l: number, k0h: number, k1l: number, k1h: number) {
    this.#start = Int32Array.of(
      k0l ^ 0x70736575,
      k0h ^ 0x736f6d65,
      k1l ^ 0x6e646f6d,
      k1h ^ 0x646f7261,
      k0l ^ 0x6e657261,
      k0h ^ 0x6c796765,
      k1l ^ 0x79746573,
      k1h ^ 0x74656462,
    )
  }

  hash(units: Uint16Array, from: number, to: number): void {
    const v = this.#v
    v.set(this.#start)
    let at = from
    for (; at + 4 <= to; at += 4)
      absorb(v, units[at]! | (units[at + 1]! << 16), units[at + 2]! | (units[at + 3]! << 16))
    const rest = to - at
    const low = (rest > 0 ? units[at]! : 0) | (rest > 1 ? units[at + 1]! << 16 : 0)
    absorb(v, low, (rest > 2 ? units[at + 2]! : 0) | (((to - from) << 25) & -0x1000000))
    v[4]! ^= 0xff
    rounds(v, 4)
    this.low = (v[0]! ^ v[2]! ^ v[4]! ^ v[6]!) >>> 0
    this.high = (v[1]! ^ v[3]! ^ v[5]! ^ v[7]!) >>> 0
  }
}

function absorb(v: Int32Array, low: number, high: number): void {
  v[6]! ^= low
  v[7]! ^= high
  rounds(v, 2)
  v[0]! ^= low
  v[1]! ^= high
}

/** SipRound so many times; `l` and `h` are the lower and the upper half. */
function rounds(v: Int32Array, count: number): void {
  let al = v[0]!
  let ah = v[1]!
  let bl = v[2]!
  let bh = v[3]!
  let cl = v[4]!
  let ch = v[5]!
  let dl = v[6]!
  let dh = v[7]!
  for (let round = 0; round < count; round++) {
    let sum = (al >>> 0) + (bl >>> 0)
    ah = (ah + bh + (sum > 0xffffffff ? 1 : 0)) | 0
    al = sum | 0
    let old = bl
    bl = ((bl << 13) | (bh >>> 19)) ^ al
    bh = ((bh << 13) | (old >>> 19)) ^ ah
    old = al
    al = ah
    ah = old
    sum = (cl >>> 0) + (dl >>> 0)
    ch = (ch + dh + (sum > 0xffffffff ? 1 : 0)) | 0
    cl = sum | 0
    old = dl
    dl = ((dl << 16) | (dh >>> 16)) ^ cl
    dh = ((dh << 16) | (old >>> 16)) ^ ch
    sum = (al >>> 0) + (dl >>> 0)
    ah = (ah + dh + (sum > 0xffffffff ? 1 : 0)) | 0
    al = sum | 0
    old = dl
    dl = ((dl << 21) | (dh >>> 11)) ^ al
    dh = ((dh << 21) | (old >>> 11)) ^ ah
    sum = (cl >>> 0) + (bl >>> 0)
    ch = (ch + bh + (sum > 0xffffffff ? 1 : 0)) | 0
    cl = sum | 0
    old = bl
    bl = ((bl << 17) | (bh >>> 15)) ^ cl
    bh = ((bh << 17) | (old >>> 15)) ^ ch
    old = cl
    cl = ch
    ch = old
  }
  v[0] = al
  v[1] = ah
  v[2] = bl
  v[3] = bh
  v[4] = cl
  v[5] = ch
  v[6] = dl
  v[7] = dh
}
