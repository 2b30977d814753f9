/** International bank account numbers. */
import { mod97 } from './check-digits.ts'
import { numberDetector } from './detector.ts'
import { makeValue, type Random } from './make-value.ts'

/** Length by country, from the SWIFT IBAN registry. */
const lengths: Readonly<Record<string, number>> = Object.fromEntries(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 ' +
    'GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 ' +
    'NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30'
  )
    .split(' ')
    .map(entry => [entry.slice(0, 2), Number(entry.slice(2))]),
)

export function ibanHolds(compact: string): boolean {
  return lengths[compact.slice(0, 2)] === compact.length && mod97(compact.slice(4) + compact.slice(0, 4)) === 1
}

/** An IBAN of the pattern `CC` + account, with its check digits. */
export function makeIban(country: string, account: string, random: Random): string {
  const body = makeValue(account, random)
  const check = 98 - mod97(`${body}${country}00`)
  return country + String(check).padStart(2, '0') + body
}

export const iban = numberDetector({
  id: 'iban',
  name: 'International bank account number (IBAN)',
  category: 'financial',
  severity: 'medium',
  source: 'https://www.swift.com/standards/data-standards/iban-international-bank-account-number',
  shape: '[A-Z]{2}\\d{2}[A-Z0-9]{11,30}',
  lengths: [15, 34],
  labels: [
    'iban',
    'account',
    'bank account',
    'konto',
    'kontonummer',
    'compte',
    'cuenta',
    'conto',
    'conta',
    'rekening',
    'rekeningnummer',
    'rachunek',
    'hesap',
    'счет',
    'счёт',
    'kontoverbindung',
    'bankverbindung',
    'účet',
    'account number',
    'bank details',
  ],
  verify: ibanHolds,
  check: 'country, length and mod-97 check digits',
  alone: 'high',
  known: [
    'DE89370400440532013000',
    'GB82WEST12345698765432',
    'GB29NWBK60161331926819',
    'FR1420041010050500013M02606',
    'NL91ABNA0417164300',
    'CH9300762011623852957',
  ],
  examples: {
    match: [
      random => `IBAN «${makeIban('DE', '\\d{18}', random).replace(/(.{4})(?=.)/g, '$1 ')}»`,
      random => `to «${makeIban('GB', 'NWBK\\d{14}', random)}» today`,
    ],
    ignore: [
      ['IBAN DE12 3456 7890 1234 5678 90', 'the check digits do not hold'],
      ['IBAN DE89370400440532013000', 'the documented example'],
    ],
  },
})
