/** Reads what stands behind a label such as "home address" as a postal address, in the forms of any country. */
import { postalAddress } from './detectors/address.ts'
import { type Hit, isDigit, type Page } from './scan-page.ts'

/** Words of a form, with a sign behind them. */
export const addressLabels: readonly string[] =
  'address|home_address|residential_address|adresse|lieferadresse|wohnadresse|rechnungsadresse|postadresse|bostadsadress|woonadres|bezoekadres|адрес регистрации|адрес проживания|alamat rumah|endereço residencial|adres zamieszkania|ikametgah adresi|anschrift|indirizzo|dirección|direccion|domicilio|endereço|endereco|adres|adress|alamat|адрес|家庭住址|住所|地址|住址|주소|거주지|お届け先|पता|عنوان|العنوان|כתובת|địa chỉ|ที่อยู่|διεύθυνση|adresa|cím|osoite'.split(
    '|',
  )
/** Words of a sentence. */
export const residenceLabels: readonly string[] =
  'lives at|living at|resides at|residing at|ship to|deliver to|wohnhaft in|wohnt in der|domicilié au|demeurant|residente in|residente en|con domicilio en|residente na|zamieszkały|woonachtig|bosatt|проживает по адресу|зарегистрирован по адресу'.split(
    '|',
  )

const longest = 140

/** The address at `from`: a number, two names, and a comma, a line or a code between; up to three lines. */
export function readLabelledAddress(page: Page, from: number): Hit | undefined {
  const end = addressEnd(page, from)
  const written = page.text.slice(from, end)
  if (written.length < 8 || !isAddress(written)) return undefined
  return {
    detector: postalAddress,
    start: from,
    end,
    confidence: 'medium',
    why: ['number and names behind a label of an address'],
  }
}

/** Up to the sign that ends a value; a line goes on while it is short and the next one begins with a name or a number. */
function addressEnd({ units, text, length }: Page, from: number): number {
  let at = from
  let lines = 0
  for (; at < length && at - from < longest; at++) {
    const sign = text[at]!
    if (units[at] === 0 || '"<>|\t;{}[]@'.includes(sign)) break
    if (sign === '.' && units[at + 1] === 32 && at - from > 12 && isLetterBefore(text, at)) break
    if (sign === '\n' && (++lines > 2 || isFormLine(text, at + 1))) break
    if (sign === '\\') break
  }
  at = beforeSentence(text, from, at)
  while (at > from && ' \n\r,.'.includes(text[at - 1]!)) at--
  return at
}

/** `Phone: …`: a line of a form. */
function isFormLine(text: string, from: number): boolean {
  for (let at = from; at - from < 24 && at < text.length && text[at] !== '\n'; at++) if (text[at] === ':') return true
  return false
}

/** Behind the last number, a word in small letters belongs to the sentence around: `… IL 62704 by Friday`. */
function beforeSentence(text: string, from: number, end: number): number {
  let last = end
  while (last > from && !isDigit(text.charCodeAt(last - 1))) last--
  for (let at = last; at + 2 < end; at++) {
    if (text[at] !== ' ' || !isSmall(text, at + 1) || !isSmall(text, at + 2)) continue
    let stop = at + 1
    while (stop < end && isSmall(text, stop)) stop++
    if (!particles.has(text.slice(at + 1, stop))) return at
  }
  return end
}

const isSmall = (text: string, at: number): boolean => text[at]! >= 'a' && text[at]! <= 'z'
const particles = new Set(
  'de da do la le du des del della di an am der den im rue bis ter of the st via ul kv'.split(' '),
)

/** A full stop behind a word of four letters or more ends the sentence: "St." does not. */
function isLetterBefore(text: string, at: number): boolean {
  for (let i = at - 4; i < at; i++) if (text[i] === text[i]!.toUpperCase()) return false
  return true
}

/** Signs of streets, blocks and rooms in the scripts of East Asia. */
const eastern = '号號丁目番地室楼路街区區市県都府省동호로길구시'

const between = ' \n\t,/()–-'

function wordsOf(written: string): string[] {
  const words: string[] = []
  let start = 0
  for (let at = 0; at <= written.length; at++) {
    if (at < written.length && !between.includes(written[at]!)) continue
    if (at > start) words.push(written.slice(start, at))
    start = at + 1
  }
  return words
}

function isAddress(written: string): boolean {
  let signs = 0
  let digits = 0
  for (let i = 0; i < written.length; i++) {
    if (eastern.includes(written[i]!)) signs++
    if (isDigit(written.charCodeAt(i))) digits++
  }
  if (digits === 0 || written.includes('://') || written.includes('=')) return false
  if (signs > 1) return true
  const words = wordsOf(written)
  if (words.some(word => word.startsWith('0x') || word.split('.').length > 3)) return false
  const numbers = words.filter(word => word.length < 7 && isDigit(word.charCodeAt(word[0] === '#' ? 1 : 0))).length
  const names = words.filter(
    word => word.length > 2 && word[0] !== word[0]!.toLowerCase() && !isDigit(word.charCodeAt(0)),
  ).length
  const parts = written.includes(',') || written.includes('\n') || numbers > 1
  return numbers > 0 && names > 1 && parts
}
