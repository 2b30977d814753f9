/** National and tax ids of South America. */
import { digitAt, weighted } from './check-digits.ts'
import { numberDetector } from './detector.ts'
import { checkedExamples, labelOnlyExamples } from './labelled-examples.ts'

function cpfHolds(value: string): boolean {
  if (new Set(value).size === 1) return false
  const first = ((weighted(value, [10, 9, 8, 7, 6, 5, 4, 3, 2]) * 10) % 11) % 10
  const second = ((weighted(value, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) * 10) % 11) % 10
  return first === digitAt(value, 9) && second === digitAt(value, 10)
}

function cnpjHolds(value: string): boolean {
  const check = (sum: number): number => (sum % 11 < 2 ? 0 : 11 - (sum % 11))
  return (
    new Set(value).size > 1 &&
    check(weighted(value, [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2])) === digitAt(value, 12) &&
    check(weighted(value, [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2])) === digitAt(value, 13)
  )
}

function cuitHolds(value: string): boolean {
  const rest = 11 - (weighted(value, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)
  return (rest === 11 ? 0 : rest === 10 ? 9 : rest) === digitAt(value, 10)
}

function rutHolds(value: string): boolean {
  let sum = 0
  for (let i = value.length - 2, weight = 2; i >= 0; i--, weight = weight === 7 ? 2 : weight + 1)
    sum += digitAt(value, i) * weight
  const rest = 11 - (sum % 11)
  return (rest === 11 ? '0' : rest === 10 ? 'K' : String(rest)) === value.at(-1)
}

export const brCpf = numberDetector({
  id: 'br-cpf',
  name: 'Brazilian person tax number (CPF)',
  category: 'personal',
  severity: 'high',
  source: 'https://pt.wikipedia.org/wiki/Cadastro_de_pessoas_f%C3%ADsicas',
  shape: '\\d{11}',
  lengths: [11, 11],
  labels: ['cpf', 'cadastro de pessoas', 'cpf/mf', 'brazilian cpf', 'cadastro de pessoas físicas', 'tax id'],
  verify: cpfHolds,
  check: 'two check digits',
  written: '\\d{3}\\.\\d{3}\\.\\d{3}-\\d{2}',
  alone: 'medium',
  examples: checkedExamples('CPF', '\\d{3}\\.\\d{3}\\.\\d{3}-\\d{2}', cpfHolds),
})

export const brCnpj = numberDetector({
  id: 'br-cnpj',
  name: 'Brazilian company number (CNPJ)',
  category: 'personal',
  severity: 'low',
  source: 'https://pt.wikipedia.org/wiki/Cadastro_Nacional_da_Pessoa_Jur%C3%ADdica',
  shape: '\\d{14}',
  lengths: [14, 14],
  labels: ['cnpj', 'cadastro nacional da pessoa jurídica', 'brazilian cnpj'],
  verify: cnpjHolds,
  check: 'two check digits',
  written: '\\d{2}\\.\\d{3}\\.\\d{3}/\\d{4}-\\d{2}',
  alone: 'medium',
  examples: checkedExamples('CNPJ', '\\d{2}\\.\\d{3}\\.\\d{3}/0001-\\d{2}', cnpjHolds),
})

export const arCuit = numberDetector({
  id: 'ar-cuit',
  name: 'Argentine tax number (CUIT, CUIL)',
  category: 'personal',
  severity: 'high',
  source: 'https://es.wikipedia.org/wiki/Clave_%C3%9Anica_de_Identificaci%C3%B3n_Tributaria',
  shape: '(?:2[03478]|3[034])\\d{9}',
  lengths: [11, 11],
  labels: ['cuit', 'cuil', 'cuit/cuil', 'clave única de identificación', 'argentine cuit', 'tax id', 'c.u.i.t.'],
  verify: cuitHolds,
  check: 'weighted sum modulo 11',
  written: '\\d{2}-\\d{8}-\\d',
  alone: 'low',
  examples: checkedExamples('CUIT', '2[07]-\\d{8}-\\d', cuitHolds),
})

export const arDni = numberDetector({
  id: 'ar-dni',
  name: 'Argentine identity document (DNI)',
  category: 'personal',
  severity: 'high',
  source: 'https://es.wikipedia.org/wiki/Documento_Nacional_de_Identidad_(Argentina)',
  shape: '[1-9]\\d{6,7}',
  lengths: [7, 8],
  labels: ['dni', 'documento nacional de identidad', 'documento', 'argentine dni', 'dni argentino', 'd.n.i.'],
  check: 'shape',
  examples: labelOnlyExamples('DNI', '[1-4]\\d\\.\\d{3}\\.\\d{3}'),
})

export const clRut = numberDetector({
  id: 'cl-rut',
  name: 'Chilean RUT or RUN',
  category: 'personal',
  severity: 'high',
  source: 'https://es.wikipedia.org/wiki/Rol_%C3%9Anico_Tributario',
  shape: '\\d{7,8}[0-9K]',
  lengths: [8, 9],
  labels: ['rut', 'rol único tributario', 'rol unico tributario', 'chilean rut', 'r.u.t.', 'tax id', 'run', 'r.u.n.'],
  verify: rutHolds,
  check: 'check digit modulo 11',
  written: '\\d{1,2}\\.\\d{3}\\.\\d{3}-[0-9Kk]',
  alone: 'medium',
  examples: checkedExamples('RUT', '[1-2]\\d\\.\\d{3}\\.\\d{3}-[0-9K]', rutHolds),
})

export const coNit = numberDetector({
  id: 'co-nit',
  name: 'Colombian tax number or identity card',
  category: 'personal',
  severity: 'high',
  source: 'https://es.wikipedia.org/wiki/N%C3%BAmero_de_Identificaci%C3%B3n_Tributaria',
  shape: '[1-9]\\d{6,9}',
  lengths: [7, 10],
  labels: [
    'cédula de ciudadanía',
    'cedula de ciudadania',
    'c.c.',
    'cédula',
    'cedula',
    'colombian id',
    'número de cédula',
    'cc no',
    'número de documento',
  ],
  check: 'shape',
  examples: labelOnlyExamples('cédula de ciudadanía', '[1-9]\\d\\.\\d{3}\\.\\d{3}'),
})

export const peDni = numberDetector({
  id: 'pe-dni',
  name: 'Peruvian tax number (RUC)',
  category: 'personal',
  severity: 'low',
  source: 'https://es.wikipedia.org/wiki/Registro_%C3%9Anico_de_Contribuyentes',
  shape: '(?:10|15|17|20)\\d{9}',
  lengths: [11, 11],
  labels: ['r.u.c.', 'ruc no', 'ruc', 'registro único de contribuyentes', 'peruvian ruc'],
  verify: value => (11 - (weighted(value, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 10 === digitAt(value, 10),
  check: 'weighted sum modulo 11',
  examples: checkedExamples(
    'RUC',
    '20\\d{9}',
    value => (11 - (weighted(value, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 10 === digitAt(value, 10),
  ),
})

export const brRg = numberDetector({
  id: 'br-rg',
  name: 'Brazilian identity card (RG)',
  category: 'personal',
  severity: 'high',
  source: 'https://pt.wikipedia.org/wiki/C%C3%A9dula_de_identidade',
  shape: '\\d{7,9}[0-9X]?',
  lengths: [8, 10],
  labels: ['rg', 'registro geral', 'carteira de identidade', 'cédula de identidade', 'identidade', 'rg nº'],
  check: 'digits, with a label before it',
  examples: labelOnlyExamples('RG', '[1-5]\\d\\.\\d{3}\\.\\d{3}-[0-9X]'),
})

function pisHolds(value: string): boolean {
  const rest = 11 - (weighted(value, [3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)
  return (rest > 9 ? 0 : rest) === digitAt(value, 10)
}

export const brPis = numberDetector({
  id: 'br-pis',
  name: 'Brazilian social number (PIS, PASEP, NIS)',
  category: 'personal',
  severity: 'high',
  source: 'https://pt.wikipedia.org/wiki/PIS/PASEP',
  shape: '1\\d{10}',
  lengths: [11, 11],
  labels: ['pis', 'pasep', 'pis/pasep', 'nis', 'pis/pasep/nit'],
  verify: pisHolds,
  check: 'weighted sum modulo 11',
  examples: checkedExamples('pis', '12\\d{9}', pisHolds),
})
