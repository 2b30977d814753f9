/** A word of a text has the number of the listed word that it is a form of. */
import { describe, expect, test } from 'vitest'
import { createVocabulary, type WordRule } from '../../policy/scan-vocabulary.ts'

function numbers(rule: WordRule, listed: string[], asked: string[]): number[] {
  const vocabulary = createVocabulary(rule)
  for (const word of listed) vocabulary.add(word)
  return asked.map(word => {
    const units = Uint16Array.from([...word, ' ', '\0', '\0'].map(sign => sign.charCodeAt(0)))
    return vocabulary.numberOf(units, 0, word.length)
  })
}

test('a word has one number, whatever its case where that does not count', () => {
  expect(numbers({ ignoreCase: true }, ['Falcon', 'falcon', 'x'], ['FALCON', 'X', 'falco'])).toEqual([1, 2, 0])
  expect(numbers({ ignoreCase: false }, ['Falcon', 'falcon'], ['Falcon', 'falcon', 'FALCON'])).toEqual([1, 2, 0])
})

test('accents by themselves, ligatures and full-width letters are read', () => {
  expect(numbers({ ignoreCase: true }, ['söder', 'Straße', 'office'], ['so\u0308der', 'STRASSE', 'oﬃce'])).toEqual([
    1, 2, 3,
  ])
  expect(numbers({ ignoreCase: false }, ['office'], ['ｏｆｆｉｃｅ', 'ＯＦＦＩＣＥ'])).toEqual([1, 0])
})

describe('other forms of a listed word, by language', () => {
  test.each([
    ['danish', 'kontrakt', ['kontrakten', 'kontrakter', 'KONTRAKTERNE']],
    ['dutch', 'contract', ['contracten', 'Contract']],
    ['english', 'merger', ['mergers', 'Merger', 'MERGERS']],
    ['finnish', 'talo', ['talossa', 'Talot']],
    ['french', 'contrat', ['contrats', 'Contrats']],
    ['german', 'vertrag', ['Vertrages', 'Vertrag']],
    ['italian', 'contratto', ['contratti', 'Contratto']],
    ['norwegian', 'kontrakt', ['kontrakten', 'kontrakter']],
    ['portuguese', 'contrato', ['contratos', 'Contrato']],
    ['russian', 'договор', ['договора', 'договоры', 'Договором']],
    ['spanish', 'contrato', ['contratos', 'CONTRATOS']],
    ['swedish', 'avtal', ['Avtals', 'avtalen']],
    ['turkish', 'kitap', ['KİTAP', 'kitaplar', 'Kitabı']],
  ] as const)('%s: %s', (stem, listed, forms) => {
    const found = numbers({ ignoreCase: false, stem }, [listed, 'zzz'], [...forms, 'zebra'])
    expect(found).toEqual([...forms.map(() => 1), 0])
  })
  test('also those that lose an accent', () => {
    expect(numbers({ ignoreCase: false, stem: 'spanish' }, ['ácido'], ['ÁCIDOS', 'a\u0301cido'])).toEqual([1, 1])
    expect(numbers({ ignoreCase: false, stem: 'german' }, ['Übernahme'], ['ÜBERNAHMEN', 'übernahme'])).toEqual([1, 1])
  })
  test('a word with a digit has no other form', () => {
    expect(numbers({ ignoreCase: false, stem: 'english' }, ['x1s'], ['X1S', 'x1'])).toEqual([1, 0])
  })
})

test('more words than are remembered are still told apart', () => {
  const vocabulary = createVocabulary({ ignoreCase: true, stem: 'english' })
  vocabulary.add('aaaa')
  const letters = 'abcdefghijklmnopqrstuvwxyz'
  for (let i = 0; i < 40_000; i++) {
    const tail = [i, i / 26, i / 676, i / 17_576].map(part => letters[Math.floor(part) % 26]).join('')
    const word = Uint16Array.from([...`aa${tail}q `].map(sign => sign.charCodeAt(0)))
    expect(vocabulary.numberOf(word, 0, word.length - 1)).toBe(0)
  }
  expect(vocabulary.numberOf(Uint16Array.from([65, 65, 65, 65, 0, 0]), 0, 4)).toBe(1)
})
