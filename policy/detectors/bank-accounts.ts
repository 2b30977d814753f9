/** Bank accounts and routing numbers, only with a label. */
import { digitAt, weighted } from './check-digits.ts'
import { numberDetector } from './detector.ts'
import { checkedExamples, labelOnlyExamples } from './labelled-examples.ts'

function clabeHolds(value: string): boolean {
  let sum = 0
  for (let i = 0; i < 17; i++) sum += (digitAt(value, i) * [3, 7, 1][i % 3]!) % 10
  return (10 - (sum % 10)) % 10 === digitAt(value, 17)
}

export const usRoutingNumber = numberDetector({
  id: 'us-routing-number',
  name: 'US bank routing number (ABA)',
  category: 'financial',
  severity: 'medium',
  source: 'https://www.aba.com/about-us/routing-number',
  shape: '(?:0\\d|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)\\d{7}',
  lengths: [9, 9],
  labels: [
    'routing',
    'routing number',
    'routing no',
    'aba',
    'aba number',
    'routing transit',
    'rtn',
    'aba routing',
    'aba/routing',
    'routing #',
  ],
  verify: value => weighted(value, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0 && value !== '000000000',
  check: 'weights 3, 7, 1',
  examples: checkedExamples(
    'routing number',
    '0[1-9]\\d{7}',
    value => weighted(value, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0 && value !== '000000000',
  ),
})

export const bankAccountNumber = numberDetector({
  id: 'bank-account-number',
  name: 'Bank account number',
  category: 'financial',
  severity: 'medium',
  source: 'https://en.wikipedia.org/wiki/Bank_account',
  shape: '\\d{6,18}',
  lengths: [6, 18],
  labels: [
    'account number',
    'account no',
    'acct',
    'acct no',
    'acct number',
    'account #',
    'acct #',
    'bank account',
    'bank account number',
    'checking account',
    'savings account',
    'kontonummer',
    'konto-nr',
    'kontonr',
    'numéro de compte',
    'numero de compte',
    'número de cuenta',
    'numero de cuenta',
    'número da conta',
    'numero di conto',
    'rekeningnummer',
    'numer konta',
    'nr konta',
    'hesap no',
    'номер счета',
    'номер счёта',
    'расчетный счет',
    '账号',
    '銀行帳號',
    '银行账号',
    '口座番号',
    '계좌번호',
    'a/c no',
    'a/c',
  ],
  check: 'digits, with a label before it',
  examples: labelOnlyExamples('account number', '\\d{10}'),
})

export const ukSortCode = numberDetector({
  id: 'uk-sort-code',
  name: 'UK sort code',
  category: 'financial',
  severity: 'low',
  source: 'https://en.wikipedia.org/wiki/Sort_code',
  shape: '\\d{6}',
  lengths: [6, 6],
  labels: ['sort code', 'sortcode', 'sort-code', 'sc'],
  check: 'digits in pairs, with a label before it',
  examples: labelOnlyExamples('sort code', '\\d\\d-\\d\\d-\\d\\d'),
})

export const auBsb = numberDetector({
  id: 'au-bsb',
  name: 'Australian bank state branch',
  category: 'financial',
  severity: 'low',
  source: 'https://en.wikipedia.org/wiki/Bank_state_branch',
  shape: '\\d{6}',
  lengths: [6, 6],
  labels: ['bsb', 'bsb number', 'bsb no'],
  check: 'digits, with a label before it',
  examples: labelOnlyExamples('BSB', '\\d{3}-\\d{3}'),
})

export const mxClabe = numberDetector({
  id: 'mx-clabe',
  name: 'Mexican bank account (CLABE)',
  category: 'financial',
  severity: 'medium',
  source: 'https://es.wikipedia.org/wiki/CLABE',
  shape: '\\d{18}',
  lengths: [18, 18],
  labels: ['clabe', 'clabe interbancaria', 'cuenta clabe'],
  verify: clabeHolds,
  check: 'weights 3, 7, 1',
  examples: checkedExamples('CLABE', '0[0-7]\\d{16}', clabeHolds),
})

export const inIfsc = numberDetector({
  id: 'in-ifsc',
  name: 'Indian bank branch code (IFSC)',
  category: 'financial',
  severity: 'low',
  source: 'https://en.wikipedia.org/wiki/Indian_Financial_System_Code',
  shape: '[A-Z]{4}0[A-Z0-9]{6}',
  lengths: [11, 11],
  labels: ['ifsc', 'ifsc code', 'ifsc no'],
  check: 'shape, with a label before it',
  examples: labelOnlyExamples('IFSC', '[A-Z]{4}0\\d{6}'),
})

export const cardSecurityCode = numberDetector({
  id: 'card-security-code',
  name: 'Card security code',
  category: 'financial',
  severity: 'high',
  source: 'https://en.wikipedia.org/wiki/Card_security_code',
  shape: '\\d{3,4}',
  lengths: [3, 4],
  labels: [
    'cvv',
    'cvc',
    'cvv2',
    'cvc2',
    'security code',
    'card security code',
    'cid',
    'cvn',
    'prüfziffer',
    'kartenprüfnummer',
    'cryptogramme',
    'código de seguridad',
    'codice di sicurezza',
    'código de segurança',
    '安全码',
  ],
  check: 'three or four digits, with a label before it',
  examples: labelOnlyExamples('CVV', '\\d{3}'),
})

export const euVatNumber = numberDetector({
  id: 'eu-vat-number',
  name: 'European VAT number',
  category: 'financial',
  severity: 'low',
  source: 'https://ec.europa.eu/taxation_customs/vies/',
  shape:
    '(?:ATU|BE[01]|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK|GB|XI)[0-9A-Z]{7,12}',
  lengths: [8, 14],
  labels: [
    'vat',
    'vat number',
    'vat no',
    'vat id',
    'ust-id',
    'ust-idnr',
    'ustid',
    'umsatzsteuer-identifikationsnummer',
    'tva',
    'numéro de tva',
    'iva',
    'btw',
    'btw-nummer',
    'p.iva',
    'moms',
    'vat reg',
  ],
  verify: value => [...value].filter(sign => sign >= '0' && sign <= '9').length >= 7,
  check: 'country prefix, with a label before it',
  labelled: 'medium',
  examples: labelOnlyExamples('VAT number', 'DE\\d{9}'),
})
