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
