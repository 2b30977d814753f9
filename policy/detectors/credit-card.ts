/** Payment card numbers of every scheme. */
import { luhn, withLuhn } from './check-digits.ts'
import { numberDetector } from './detector.ts'
import { makeValue, type Random } from './make-value.ts'

/** Prefix and lengths of each scheme, from ISO/IEC 7812 as the schemes publish it. */
const schemes =
  '4\\d{12}|4\\d{15}|4\\d{18}' + // Visa
  '|5[1-5]\\d{14}|2(?:22[1-9]|2[3-9]\\d|[3-6]\\d\\d|7[01]\\d|720)\\d{12}' + // Mastercard
  '|3[47]\\d{13}' + // American Express
  '|3(?:0[0-5]|095|[689]\\d)\\d{11}|3(?:0[0-5]|[689]\\d)\\d{13}' + // Diners
  '|6(?:011|4[4-9]\\d|5\\d\\d)\\d{12}' + // Discover
  '|35(?:2[89]|[3-8]\\d)\\d{12}' + // JCB
  '|62\\d{14,17}|81\\d{14}' + // UnionPay
  '|(?:5018|5020|5038|5893|6304|6759|676[1-3])\\d{8,15}' + // Maestro
  '|60\\d{14}|6521\\d{12}|508\\d{13}|817\\d{13}' + // RuPay
  '|220[0-4]\\d{12}' + // Mir
  '|9792\\d{12}' + // Troy
  '|(?:636368|438935|504175|451416|636297|506699|627780)\\d{10}' + // Elo
  '|(?:606282|384100)\\d{10}' + // Hipercard
  '|506[01]\\d{12,15}' // Verve

const withCheckDigit = (pattern: string, random: Random): string => withLuhn(makeValue(pattern, random))
const grouped = (digits: string, separator: string): string => digits.replace(/(.{4})(?=.)/g, `$1${separator}`)

export const creditCard = numberDetector({
  id: 'credit-card',
  name: 'Payment card number',
  category: 'financial',
  severity: 'high',
  source: 'https://www.iso.org/standard/70484.html',
  shape: schemes,
  lengths: [12, 19],
  labels: [
    'card',
    'cards',
    'credit card',
    'card number',
    'card no',
    'debit card',
    'cc',
    'ccn',
    'pan',
    'visa',
    'mastercard',
    'amex',
    'american express',
    'discover',
    'diners',
    'jcb',
    'unionpay',
    'maestro',
    'kreditkarte',
    'kartennummer',
    'karte',
    'carte',
    'carte bancaire',
    'carte bleue',
    'tarjeta',
    'cartão',
    'cartao',
    'carta',
    'carta di credito',
    'creditcard',
    'kaart',
    'kaartnummer',
    'karta',
    'kredi kartı',
    'карта',
    'карты',
    'カード',
    '卡号',
    '信用卡',
    '카드',
    'card_number',
    'cardnumber',
  ],
  verify: luhn,
  check: 'scheme prefix, length and Luhn digit',
  written: '\\d{12,19}|\\d{4}(?:[ -]\\d{4}){3}(?:[ -]\\d{3})?|\\d{4}[ -]\\d{6}[ -]\\d{4,5}',
  alone: 'medium',
  known: [
    '4111111111111111',
    '4242424242424242',
    '4012888888881881',
    '4000056655665556',
    '4222222222222',
    '5555555555554444',
    '5105105105105100',
    '5200828282828210',
    '2223003122003222',
    '378282246310005',
    '371449635398431',
    '378734493671000',
    '6011111111111117',
    '6011000990139424',
    '3056930009020004',
    '30569309025904',
    '38520000023237',
    '36227206271667',
    '3566002020360505',
    '3530111333300000',
    '6200000000000005',
    '4000000000000002',
    '4000000000009995',
    '4000000000000077',
    '4000000000003220',
    '0000000000000000',
    '4444333322221111',
    '4917610000000000',
  ],
  examples: {
    match: [
      random => `card number «${grouped(withCheckDigit('4\\d{14}', random), ' ')}»`,
      random => `pay with «${grouped(withCheckDigit('5[1-5]\\d{13}', random), '-')}» please`,
      random => `Amex: «${withCheckDigit('3[47]\\d{12}', random)}».`,
    ],
    ignore: [
      ['card number 4111 1111 1111 1111', 'a documented test number'],
      ['order 4929123456789013', 'the Luhn digit does not hold'],
    ],
  },
})
