/** Finds telephone numbers: international ones by their numbering plan, national ones by form or label. */
import { isValidPhoneNumber } from 'libphonenumber-js/min'
import { phoneNumber } from './detectors/phone.ts'
import type { Confidence } from './finding.ts'
import type { Chain } from './scan-chains.ts'
import { type Hit, isDigit, isWord, type Page } from './scan-page.ts'

export const phoneLabels: readonly string[] = (
  'phone|phone number|phone no|telephone|tel|tel no|mobile|mobile number|mobile no|cell|cell phone|cellphone|fax|call|call me|call us|text me|whatsapp|whats app|' +
  'hotline|contact|contact number|ph|sms|telefon|telefonnummer|tel.-nr|handy|handynummer|mobil|mobilnummer|rufnummer|durchwahl|téléphone|telephone|numéro de téléphone|portable|' +
  'teléfono|telefono|móvil|movil|celular|numero di telefono|cellulare|telefone|telemóvel|telefoonnummer|mobiel|gsm|numer telefonu|telefonu|komórka|telefon numarası|cep|cep telefonu|' +
  'телефон|тел|мобильный|номер телефона|电话|手机|手机号|手机号码|联系电话|電話|携帯|電話番号|携帯電話|전화|전화번호|휴대폰|휴대전화|फ़ोन|मोबाइल|फोन|هاتف|جوال|رقم الهاتف|puhelin|puhelinnumero|telefonnr|tlf|mob|phone_number|phonenumber'
).split('|')

/** Reads one chain as a telephone number; `near` when a label stands right before it. */
export function readPhone(page: Page, chain: Chain, near: boolean, hits: Hit[]): void {
  const start = withOpening(page, chain.bounds[0]!)
  if (chain.digits < 7) return
  const plus = plusBefore(page, start)
  if (plus >= 0) return international(page, plus, hits)
  const last = withoutExtension(page, chain)
  const end = chain.bounds[2 * last + 1]!
  const digits = countDigits(page, start, end)
  if (digits > 15 || digits < 7 || end - start > 28) return
  const confidence = nationalForm(page, start, end, digits, near)
  if (!confidence) return
  hits.push({
    detector: phoneNumber,
    start,
    end,
    confidence: isFiction(page.text.slice(start, end)) ? 'low' : confidence,
    why: [near ? 'label beside it' : 'written like a telephone number'],
  })
}

/** The last word of the number itself: `x204` and what follows are not of it. */
function withoutExtension({ units }: Page, chain: Chain): number {
  for (let word = chain.count - 1; word > 0; word--) if ((units[chain.bounds[2 * word]!]! | 32) === 120) return word - 1
  return chain.count - 1
}

function countDigits({ units }: Page, start: number, end: number): number {
  let digits = 0
  for (let at = start; at < end; at++) if (isDigit(units[at]!)) digits++
  return digits
}

/** The plus sign right before the number, or before a country code in front of its bracket: `+1 (212) …`. */
function plusBefore({ units }: Page, start: number): number {
  if (units[start - 1] === 43) return start - 1
  if (units[start] !== 40) return -1
  let at = start
  while (at > 0 && start - at < 5 && (units[at - 1] === 32 || isDigit(units[at - 1]!))) at--
  return units[at - 1] === 43 ? at - 1 : -1
}

/** `+` and a country code, up to the last digit of the number. */
function international(page: Page, at: number, hits: Hit[]): void {
  const { text, units } = page
  if (at > 0 && (isWord(units[at - 1]!) || '+=/'.includes(text[at - 1]!))) return
  const end = numberEnd(page, at + 1)
  const written = text.slice(at, end)
  if (end - at < 9 || isWord(units[end]!) || !isValidPhoneNumber(written)) return
  hits.push({
    detector: phoneNumber,
    start: at,
    end,
    confidence: isFiction(written) ? 'low' : 'high',
    why: [isFiction(written) ? 'kept for fiction' : 'valid in the numbering plan of its country'],
  })
}

/** Kept for fiction: 555-01xx in North America; 7700 900xxx, 1632 960xxx and 20 7946 0xxx in the United Kingdom. */
function isFiction(written: string): boolean {
  let digits = ''
  for (const sign of written) if (sign >= '0' && sign <= '9') digits += sign
  return digits.slice(-7, -2) === '55501' || ['7700900', '1632960', '2079460'].includes(digits.slice(-10, -3))
}

/** Digits with single spaces, hyphens, points, slashes and one pair of brackets between, 15 digits at most. */
function numberEnd({ units, length }: Page, from: number): number {
  let digits = 0
  let end = from
  for (let at = from; at < length && at - end < 4 && digits < 15; at++) {
    const unit = units[at]!
    if (isDigit(unit)) {
      digits++
      end = at + 1
    } else if (
      !(
        unit === 32 ||
        unit === 0xa0 ||
        (unit >= 40 && unit <= 41) ||
        (unit >= 45 && unit <= 47) ||
        unit === 0x2011 ||
        unit === 0x2013
      )
    )
      break
  }
  return end
}

/** `(212) 555…`: the chain begins behind the bracket. */
function withOpening({ units }: Page, start: number): number {
  return units[start - 1] === 40 ? start - 1 : start
}

/** 18.05.2022, 2022-05-18, 2017-2022: no telephone number is written like this. */
function isDate(written: string): boolean {
  const parts = written.split(/[-./ ]/)
  const years = parts.filter(part => part.length === 4 && (part.startsWith('19') || part.startsWith('20'))).length
  return (
    (parts.length === 3 &&
      years === 1 &&
      parts.every(part => part.length === 2 || part.length === 4 || part.length === 1)) ||
    (parts.length === 2 && years === 2)
  )
}

function nationalForm(page: Page, start: number, end: number, digits: number, near: boolean): Confidence | undefined {
  const { units, text } = page
  const before = units[start - 1] ?? 0
  if (before === 43 || isWord(before) || isWord(units[end] ?? 0) || before === 46 || before === 36) return undefined
  for (let at = start; at < end; at++) if (isWord(units[at]!) && !isDigit(units[at]!)) return undefined
  if (digits === 8 && units[start + 4] === 45 && units[start + 7] === 45) return undefined
  if (near) return isDate(text.slice(start, end)) ? undefined : 'medium'
  // North American form with brackets: no other number is written like this.
  return digits === 10 && text[start] === '(' && text[start + 4] === ')' && text[end - 5] === '-' ? 'medium' : undefined
}
