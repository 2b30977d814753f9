/** The check digit rules that many numbers share. */

export function luhn(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    let digit = digits.charCodeAt(digits.length - 1 - i) - 48
    if (digit < 0 || digit > 9) return false
    if (i % 2 === 1 && (digit *= 2) > 9) digit -= 9
    sum += digit
  }
  return sum % 10 === 0
}

/** The digits with the Luhn digit behind them. */
export function withLuhn(digits: string): string {
  for (let check = 0; check < 10; check++) if (luhn(digits + check)) return digits + check
  throw new Error('not digits')
}

/** Remainder of a decimal number of any length. */
export function remainder(digits: string, divisor: number): number {
  let rest = 0
  for (let i = 0; i < digits.length; i++) rest = (rest * 10 + digits.charCodeAt(i) - 48) % divisor
  return rest
}

/** ISO 7064 mod 97-10 over letters and digits, as IBAN uses it behind the first four characters. */
export function mod97(text: string): number {
  let rest = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    rest = code < 58 ? (rest * 10 + code - 48) % 97 : (rest * 100 + code - 55) % 97
  }
  return rest
}

/** Sum of digit times weight; the text may be longer than the weights. */
export function weighted(digits: string, weights: readonly number[]): number {
  let sum = 0
  weights.forEach((weight, i) => {
    sum += weight * (digits.charCodeAt(i) - 48)
  })
  return sum
}

/** ISO 7064 mod 11,10, as the German tax id and the Croatian OIB use it. */
export function mod11And10(digits: string): boolean {
  let product = 10
  for (let i = 0; i < digits.length - 1; i++) {
    const sum = (digits.charCodeAt(i) - 48 + product) % 10 || 10
    product = (sum * 2) % 11
  }
  return (11 - product) % 10 === digits.charCodeAt(digits.length - 1) - 48
}

const dihedral = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
]
const permutations = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
]

/** Verhoeff's check, as Aadhaar uses it. */
export function verhoeff(digits: string): boolean {
  let check = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48
    check = Number(dihedral[check]![Number(permutations[i % 8]![digit])])
  }
  return check === 0
}

/** True for a day that exists: year, month 1 to 12, day. */
export function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return day <= [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!
}

/** Number in the digits [from, to). */
export const part = (digits: string, from: number, to: number): number => Number(digits.slice(from, to))

/** Value of the digit at `at`, counted from the end when negative. */
export const digitAt = (digits: string, at: number): number => digits.charCodeAt(at < 0 ? digits.length + at : at) - 48
