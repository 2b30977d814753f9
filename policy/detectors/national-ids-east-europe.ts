/** National and tax ids of Ukraine, Russia and Kazakhstan. */
import { digitAt, isDay, part, weighted } from './check-digits.ts'
import { numberDetector } from './detector.ts'
import { checkedExamples, labelOnlyExamples } from './labelled-examples.ts'

function innHolds(value: string): boolean {
  if (value.length === 10) return (weighted(value, [2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11) % 10 === digitAt(value, 9)
  return (
    value.length === 12 &&
    (weighted(value, [7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11) % 10 === digitAt(value, 10) &&
    (weighted(value, [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11) % 10 === digitAt(value, 11)
  )
}

function snilsHolds(value: string): boolean {
  const rest = weighted(value, [9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101
  return (rest === 100 ? 0 : rest) === part(value, 9, 11)
}

function kzHolds(value: string): boolean {
  let rest = weighted(value, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) % 11
  if (rest === 10) rest = weighted(value, [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]) % 11
  return rest === digitAt(value, 11) && isDay(2000, part(value, 2, 4), part(value, 4, 6))
}

export const uaRnokpp = numberDetector({
  id: 'ua-rnokpp',
  name: 'Ukrainian taxpayer number',
  category: 'personal',
  severity: 'high',
  source: 'https://uk.wikipedia.org/wiki/%D0%A0%D0%9D%D0%9E%D0%9A%D0%9F%D0%9F',
  shape: '\\d{10}',
  lengths: [10, 10],
  labels: [
    'рнокпп',
    'іпн',
    'инн',
    'ідентифікаційний код',
    'rnokpp',
    'ipn',
    'ukrainian tax number',
    'tax number',
    'tax id',
  ],
  verify: value => (((weighted(value, [-1, 5, 7, 9, 4, 6, 10, 5, 7]) % 11) + 11) % 11) % 10 === digitAt(value, 9),
  check: 'weighted sum modulo 11',
  examples: checkedExamples(
    'РНОКПП',
    '[23]\\d{9}',
    value => (((weighted(value, [-1, 5, 7, 9, 4, 6, 10, 5, 7]) % 11) + 11) % 11) % 10 === digitAt(value, 9),
  ),
})

export const ruInn = numberDetector({
  id: 'ru-inn',
  name: 'Russian taxpayer number (INN)',
  category: 'personal',
  severity: 'high',
  source:
    'https://ru.wikipedia.org/wiki/%D0%98%D0%B4%D0%B5%D0%BD%D1%82%D0%B8%D1%84%D0%B8%D0%BA%D0%B0%D1%86%D0%B8%D0%BE%D0%BD%D0%BD%D1%8B%D0%B9_%D0%BD%D0%BE%D0%BC%D0%B5%D1%80_%D0%BD%D0%B0%D0%BB%D0%BE%D0%B3%D0%BE%D0%BF%D0%BB%D0%B0%D1%82%D0%B5%D0%BB%D1%8C%D1%89%D0%B8%D0%BA%D0%B0',
  shape: '\\d{10}|\\d{12}',
  lengths: [10, 12],
  labels: [
    'инн',
    'inn',
    'russian tax number',
    'taxpayer number',
    'tax number',
    'идентификационный номер налогоплательщика',
  ],
  verify: innHolds,
  check: 'one or two check digits',
  examples: checkedExamples('ИНН', '[1-9]\\d{11}', innHolds),
})

export const ruSnils = numberDetector({
  id: 'ru-snils',
  name: 'Russian insurance number (SNILS)',
  category: 'personal',
  severity: 'high',
  source: 'https://ru.wikipedia.org/wiki/%D0%A1%D0%9D%D0%98%D0%9B%D0%A1',
  shape: '\\d{11}',
  lengths: [11, 11],
  labels: ['снилс', 'snils', 'страховой номер', 'russian snils', 'insurance number'],
  verify: snilsHolds,
  check: 'two check digits',
  written: '\\d{3}-\\d{3}-\\d{3} \\d{2}',
  alone: 'medium',
  examples: checkedExamples('СНИЛС', '[1-9]\\d{2}-\\d{3}-\\d{3} \\d{2}', snilsHolds),
})

export const ruPassport = numberDetector({
  id: 'ru-passport',
  name: 'Russian internal passport',
  category: 'personal',
  severity: 'high',
  source:
    'https://ru.wikipedia.org/wiki/%D0%9F%D0%B0%D1%81%D0%BF%D0%BE%D1%80%D1%82_%D0%B3%D1%80%D0%B0%D0%B6%D0%B4%D0%B0%D0%BD%D0%B8%D0%BD%D0%B0_%D0%A0%D0%BE%D1%81%D1%81%D0%B8%D0%B9%D1%81%D0%BA%D0%BE%D0%B9_%D0%A4%D0%B5%D0%B4%D0%B5%D1%80%D0%B0%D1%86%D0%B8%D0%B8',
  shape: '\\d{10}',
  lengths: [10, 10],
  labels: ['паспорт', 'паспорта', 'серия и номер', 'паспортные данные', 'russian passport'],
  check: 'shape',
  examples: labelOnlyExamples('паспорт', '[1-9]\\d \\d{2} \\d{6}'),
})

export const kzIin = numberDetector({
  id: 'kz-iin',
  name: 'Kazakh individual number (IIN)',
  category: 'personal',
  severity: 'high',
  source: 'https://en.wikipedia.org/wiki/National_identification_number',
  shape: '\\d{12}',
  lengths: [12, 12],
  labels: [
    'иин',
    'жсн',
    'iin',
    'kazakh iin',
    'kazakhstan id',
    'id number',
    'identification number',
    'national id',
    'national id number',
    'personal number',
    'tax id',
    'tax number',
    'tin',
  ],
  verify: kzHolds,
  check: 'two rounds of weights modulo 11 and a birthday',
  examples: checkedExamples('ИИН', '[5-9]\\d(?:0[1-9]|1[0-2])(?:0[1-9]|1\\d|2[0-8])[34]\\d{5}', kzHolds),
})

export const byPersonalNumber = numberDetector({
  id: 'by-personal-number',
  name: 'Belarusian personal number',
  category: 'personal',
  severity: 'high',
  source: 'https://en.wikipedia.org/wiki/National_identification_number#Belarus',
  shape: '[1-6]\\d{6}[ABCHKEM]\\d{3}(?:PB|BA|BI)\\d',
  lengths: [14, 14],
  labels: ['личный номер', 'идентификационный номер', 'personal number', 'асабісты нумар'],
  check: 'shape, with a label before it',
  examples: labelOnlyExamples('личный номер', '[34]\\d{6}[ABCHKEM]\\d{3}PB\\d'),
})

export const mdIdnp = numberDetector({
  id: 'md-idnp',
  name: 'Moldovan personal code (IDNP)',
  category: 'personal',
  severity: 'high',
  source: 'https://en.wikipedia.org/wiki/National_identification_number#Moldova',
  shape: '[02]\\d{12}',
  lengths: [13, 13],
  labels: ['idnp', 'cod personal', 'codul personal', 'moldovan id'],
  check: 'thirteen digits, with a label before it',
  examples: labelOnlyExamples('idnp', '2\\d{12}'),
})
