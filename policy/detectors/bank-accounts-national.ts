/** Bank codes and accounts as single countries write them; only with a label. */
import { digitAt, mod97, weighted } from './check-digits.ts'
import { numberDetector } from './detector.ts'
import { checkedExamples, labelOnlyExamples } from './labelled-examples.ts'

function cbuHolds(value: string): boolean {
  const check = (from: number, weights: readonly number[]): boolean =>
    (10 - (weighted(value.slice(from), weights) % 10)) % 10 === digitAt(value, from + weights.length)
  return check(0, [7, 1, 3, 9, 7, 1, 3]) && check(8, [3, 9, 7, 1, 3, 9, 7, 1, 3, 9, 7, 1, 3])
}

/** Two check digits: over bank and branch, and over the account. */
function cccHolds(value: string): boolean {
  const check = (digits: string): number => {
    const rest = 11 - (weighted(digits, [1, 2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11)
    return rest === 10 ? 1 : rest % 11
  }
  return check(`00${value.slice(0, 8)}`) === digitAt(value, 8) && check(value.slice(10)) === digitAt(value, 9)
}

const nrbHolds = (value: string): boolean => mod97(`${value.slice(2)}2521${value.slice(0, 2)}`) === 1

export const deBankCode = numberDetector({
  id: 'de-bank-code',
  name: 'German bank code (BLZ)',
  category: 'financial',
  severity: 'low',
  source: 'https://de.wikipedia.org/wiki/Bankleitzahl',
  shape: '[1-8]\\d{7}',
  lengths: [8, 8],
  labels: ['bankleitzahl', 'blz', 'bankleitzahl blz'],
  check: 'eight digits, with a label before it',
  examples: labelOnlyExamples('bankleitzahl', '[1-8]\\d{2} \\d{3} \\d{2}'),
})

export const brBankAccount = numberDetector({
  id: 'br-bank-account',
  name: 'Brazilian bank branch or account',
  category: 'financial',
  severity: 'medium',
  source: 'https://pt.wikipedia.org/wiki/Conta_banc%C3%A1ria',
  shape: '\\d{4,12}[0-9X]?',
  lengths: [4, 13],
  labels: [
    'agência',
    'agencia',
    'ag.',
    'agência bancária',
    'conta corrente',
    'conta poupança',
    'conta',
    'agência nº',
    'conta nº',
  ],
  check: 'digits, with a label before it',
  examples: labelOnlyExamples('conta corrente', '[1-9]\\d{4}-\\d'),
})

export const caTransit = numberDetector({
  id: 'ca-transit',
  name: 'Canadian transit number',
  category: 'financial',
  severity: 'low',
  source: 'https://en.wikipedia.org/wiki/Routing_number_(Canada)',
  shape: '\\d{8}|0\\d{8}|\\d{5}',
  lengths: [5, 9],
  labels: [
    'transit number',
    'branch transit',
    'transit no',
    'transit',
    'institution number',
    'transit-institution',
    'numéro de transit',
  ],
  check: 'digits, with a label before it',
  examples: labelOnlyExamples('transit number', '\\d{5}-00\\d'),
})

export const czBankAccount = numberDetector({
  id: 'cz-bank-account',
  name: 'Czech or Slovak account with bank code',
  category: 'financial',
  severity: 'medium',
  source: 'https://cs.wikipedia.org/wiki/%C4%8C%C3%ADslo_%C3%BA%C4%8Dtu',
  shape: '\\d{6,20}',
  lengths: [6, 20],
  labels: ['číslo účtu', 'č. účtu', 'bankovní účet', 'účet', 'cislo uctu', 'číslo účtu'],
  check: 'digits, with a label before it',
  examples: labelOnlyExamples('číslo účtu', '[1-9]\\d{9}/0100'),
})

export const arCbu = numberDetector({
  id: 'ar-cbu',
  name: 'Argentine bank account (CBU)',
  category: 'financial',
  severity: 'medium',
  source: 'https://es.wikipedia.org/wiki/Clave_Bancaria_Uniforme',
  shape: '\\d{22}',
  lengths: [22, 22],
  labels: ['cbu', 'c.b.u.', 'clave bancaria uniforme', 'cvu'],
  verify: cbuHolds,
  check: 'two check digits',
  examples: checkedExamples('cbu', '0[01]\\d{20}', cbuHolds),
})

export const ruBankAccount = numberDetector({
  id: 'ru-bank-account',
  name: 'Russian settlement account',
  category: 'financial',
  severity: 'medium',
  source:
    'https://ru.wikipedia.org/wiki/%D0%A0%D0%B0%D1%81%D1%87%D1%91%D1%82%D0%BD%D1%8B%D0%B9_%D1%81%D1%87%D1%91%D1%82',
  shape: '[34]\\d{19}',
  lengths: [20, 20],
  labels: [
    'расчетный счет',
    'расчётный счёт',
    'расчетный счёт',
    'р/с',
    'номер счёта',
    'номер счета',
    'лицевой счет',
    'лицевой счёт',
    'счет',
    'счёт',
    'к/с',
  ],
  check: 'twenty digits, with a label before it',
  examples: labelOnlyExamples('расчетный счет', '408\\d{17}'),
})

export const ruBik = numberDetector({
  id: 'ru-bik',
  name: 'Russian bank code (BIK)',
  category: 'financial',
  severity: 'low',
  source:
    'https://ru.wikipedia.org/wiki/%D0%91%D0%B0%D0%BD%D0%BA%D0%BE%D0%B2%D1%81%D0%BA%D0%B8%D0%B9_%D0%B8%D0%B4%D0%B5%D0%BD%D1%82%D0%B8%D1%84%D0%B8%D0%BA%D0%B0%D1%86%D0%B8%D0%BE%D0%BD%D0%BD%D1%8B%D0%B9_%D0%BA%D0%BE%D0%B4',
  shape: '0[04]\\d{7}',
  lengths: [9, 9],
  labels: ['бик', 'bik'],
  check: 'nine digits, with a label before it',
  examples: labelOnlyExamples('бик', '04\\d{7}'),
})

export const esCcc = numberDetector({
  id: 'es-ccc',
  name: 'Spanish account (CCC)',
  category: 'financial',
  severity: 'medium',
  source: 'https://es.wikipedia.org/wiki/C%C3%B3digo_cuenta_cliente',
  shape: '\\d{20}',
  lengths: [20, 20],
  labels: [
    'ccc',
    'código cuenta cliente',
    'codigo cuenta cliente',
    'número de cuenta',
    'numero de cuenta',
    'cuenta corriente',
    'cuenta bancaria',
    'cuenta',
  ],
  verify: cccHolds,
  check: 'two check digits',
  examples: checkedExamples('código cuenta cliente', '2100\\d{16}', cccHolds),
})

export const plNrb = numberDetector({
  id: 'pl-nrb',
  name: 'Polish account (NRB)',
  category: 'financial',
  severity: 'medium',
  source: 'https://pl.wikipedia.org/wiki/Numer_Rachunku_Bankowego',
  shape: '\\d{26}',
  lengths: [26, 26],
  labels: [
    'numer rachunku',
    'nr rachunku',
    'rachunek',
    'rachunek bankowy',
    'numer konta',
    'nr konta',
    'numer konta bankowego',
    'konto',
  ],
  verify: nrbHolds,
  check: 'mod-97 check digits',
  examples: checkedExamples('numer rachunku', '\\d{26}', nrbHolds),
})

export const frRib = numberDetector({
  id: 'fr-rib',
  name: 'French account (RIB)',
  category: 'financial',
  severity: 'medium',
  source: 'https://fr.wikipedia.org/wiki/Basic_Bank_Account_Number',
  shape: '\\d{10}[0-9A-Z]{11}\\d{2}',
  lengths: [23, 23],
  labels: [
    'rib',
    "relevé d'identité bancaire",
    'numéro de compte',
    'numero de compte',
    'compte bancaire',
    'n° de compte',
  ],
  check: 'shape, with a label before it',
  examples: labelOnlyExamples('rib', '\\d{5} \\d{5} \\d{11} \\d{2}'),
})
