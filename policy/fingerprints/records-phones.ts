/** A phone number with its country code as people write it elsewhere: with 00, and as it is dialled within the country. */

/** Country codes of one and of two digits; all others have three. https://www.itu.int/rec/T-REC-E.164 */
const ofOne = new Set(['1', '7'])
const ofTwo = new Set(
  '20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98'.split(
    ' ',
  ),
)
/** Countries that dial no 0 before the number. */
const withoutZero = new Set(
  '1 7 30 34 39 45 47 48 52 65 350 351 352 354 356 357 371 372 377 378 420 502 503 504 505 506 507 852 853'.split(' '),
)
const leastNational = 8

/** Other forms of a cell whose digits are `digits`; empty when it begins neither with + nor with 00, or is no number to dial. */
export function otherDialled(value: string, digits: string): string[] {
  const trimmed = value.trim()
  if (!/^[+\d ()/.-]+$/.test(trimmed)) return []
  if (trimmed.startsWith('+')) return [`00${digits}`, ...national(digits)]
  if (!digits.startsWith('00') || digits.length <= 8) return []
  return [digits.slice(2), ...national(digits.slice(2))]
}

function national(digits: string): string[] {
  const code = ofOne.has(digits[0]!) ? 1 : ofTwo.has(digits.slice(0, 2)) ? 2 : 3
  const rest = digits.slice(code)
  const dialled = withoutZero.has(digits.slice(0, code)) ? rest : `0${rest}`
  return dialled.length < leastNational ? [] : [dialled]
}
