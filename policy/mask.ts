/** Shows what kind of value was found without showing enough of it to use. */
import { detectors } from './detectors/index.ts'

/** Most characters of a secret's fixed beginning that are shown. */
const longestPrefix = 4

/**
 * A mask with the value's length in characters: `AKIA…(20)`. Of a secret at most four characters of the fixed, public
 * beginning that all values of its format share; of a payment card the last four digits, as receipts print them; of an
 * IBAN the country; of an e-mail address the first character. Of anything else nothing.
 */
export function maskValue(value: string, detector: string): string {
  const size = `(${[...value].length})`
  if (detector === 'credit-card') return `…${digitsOf(value).slice(-4)}${size}`
  if (detector === 'iban') return `${value.slice(0, 2).toUpperCase()}…${size}`
  if (detector === 'email-address') return `${value.slice(0, 1)}…@…${size}`
  return `${publicBeginning(value, detector)}…${size}`
}

function publicBeginning(value: string, id: string): string {
  const format = detectors.find(one => one.id === id)
  if (format?.kind !== 'token') return ''
  const keyword = format.keywords.find(word => value.startsWith(word)) ?? ''
  return keyword.slice(0, longestPrefix)
}

function digitsOf(value: string): string {
  let digits = ''
  for (const character of value) if (character >= '0' && character <= '9') digits += character
  return digits
}
