/** National and tax ids of Spain and Portugal. */
import { digitAt, part, remainder, weighted } from './check-digits.ts'
import { numberDetector } from './detector.ts'
import { checkedExamples, labelOnlyExamples } from './labelled-examples.ts'

function esHolds(value: string): boolean {
  const number = Number(value.slice(0, 8).replace('X', '0').replace('Y', '1').replace('Z', '2'))
  return 'TRWAGMYFPDXBNJZSQVHLCKE'[number % 23] === value[8]
}

export const esDni = numberDetector({
  id: 'es-dni',
  name: 'Spanish DNI or NIE',
  category: 'personal',
  severity: 'high',
  source: 'https://es.wikipedia.org/wiki/N%C3%BAmero_de_identificaci%C3%B3n_fiscal',
  shape: '(?:\\d{8}|[XYZ]\\d{7})[A-HJ-NP-TV-Z]',
  lengths: [9, 9],
  labels: [
    'dni',
    'nie',
    'nif',
    'documento nacional de identidad',
    'documento de identidad',
    'número de identidad',
    'numero de identidad',
    'spanish id',
    'dni/nie',
    'identificación',
    'identificacion',
    'cédula',
    'id number',
    'identification number',
    'national id',
    'national id number',
    'personal number',
    'tax id',
    'tax number',
    'tin',
    'n.i.e.',
    'd.n.i.',
    'foreigner identity number',
    'número de identidad de extranjero',
    'número de permiso de conducción',
    'permiso de conducir',
    'carnet de conducir',
  ],
  verify: esHolds,
  check: 'letter from the rest divided by 23',
  written: '\\d{8}-?[A-Z]|[XYZ]-?\\d{7}-?[A-Z]',
  alone: 'low',
  examples: checkedExamples('DNI', '\\d{8}[A-HJ-NP-TV-Z]', esHolds),
})

export const esSocialSecurity = numberDetector({
  id: 'es-social-security',
  name: 'Spanish social security number',
  category: 'personal',
  severity: 'high',
  source: 'https://es.wikipedia.org/wiki/N%C3%BAmero_de_afiliaci%C3%B3n_a_la_Seguridad_Social',
  shape: '\\d{12}',
  lengths: [12, 12],
  labels: [
    'seguridad social',
    'número de seguridad social',
    'numero de seguridad social',
    'nuss',
    'número de afiliación',
    'naf',
    'nss',
  ],
  verify: value => remainder(value.slice(0, 10), 97) === part(value, 10, 12),
  check: 'two digits, the rest divided by 97',
  examples: checkedExamples(
    'número de seguridad social',
    '[0-4]\\d[1-9]\\d{9}',
    value => remainder(value.slice(0, 10), 97) === part(value, 10, 12),
  ),
})

export const ptNif = numberDetector({
  id: 'pt-nif',
  name: 'Portuguese tax number (NIF)',
  category: 'personal',
  severity: 'high',
  source: 'https://pt.wikipedia.org/wiki/N%C3%BAmero_de_identifica%C3%A7%C3%A3o_fiscal',
  shape: '[1-35-9]\\d{8}',
  lengths: [9, 9],
  labels: [
    'nif',
    'contribuinte',
    'número de contribuinte',
    'numero de contribuinte',
    'número fiscal',
    'nipc',
    'portuguese tax number',
    'tax number',
    'tin',
    'tax id',
    'número de identificação fiscal',
    'numero de identificacao fiscal',
  ],
  verify: value => ((11 - (weighted(value, [9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11) % 10 === digitAt(value, 8),
  check: 'weighted sum modulo 11',
  examples: checkedExamples(
    'NIF',
    '[12]\\d{8}',
    value => ((11 - (weighted(value, [9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11) % 10 === digitAt(value, 8),
  ),
})

export const ptCitizenCard = numberDetector({
  id: 'pt-citizen-card',
  name: 'Portuguese citizen card',
  category: 'personal',
  severity: 'high',
  source: 'https://pt.wikipedia.org/wiki/Cart%C3%A3o_de_cidad%C3%A3o',
  shape: '\\d{9}[A-Z0-9]{2}\\d',
  lengths: [12, 12],
  labels: [
    'cartão de cidadão',
    'número do cartão de cidadão',
    'citizen card number',
    'citizen card',
    'cc nº',
    'cc n',
    'cc',
    'cartao de cidadao',
  ],
  check: 'shape, with a label before it',
  examples: labelOnlyExamples('cartão de cidadão', '\\d{8} \\d [A-Z]{2}\\d'),
})
