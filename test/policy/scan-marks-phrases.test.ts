/** Every phrase is reached by the search. */
import { expect, test } from 'vitest'
import { normalise } from '../../policy/scan-mark-lines.ts'
import { markLabels, markPhrases, markStems, ownable, subjectLabels } from '../../policy/scan-marks-phrases.ts'

/** Common words that are read behind a label or at an edge alone. */
const edges = 'cui les дсп 秘 intern interno interne hemmelig hemmeligt özel секрет 内部'.split(' ')

test('a phrase holds a stem, unless it is read at the edges alone', () => {
  const plain = markStems.map(stem =>
    stem
      .replaceAll(/[-/:\n]/g, ' ')
      .replaceAll(/[()【】（）]/g, '')
      .trim(),
  )
  const missed = [...markPhrases.keys()].filter(phrase => !plain.some(stem => phrase.includes(stem)))
  expect(missed.filter(phrase => !edges.includes(phrase))).toEqual([])
})

test('phrases are in the form that lines are brought to', () => {
  const odd = [...markPhrases.keys(), ...markLabels, ...subjectLabels, ...ownable].filter(one => normalise(one) !== one)
  expect(odd).toEqual([])
})

test('stems are long enough for the search, or of a script without capitals', () => {
  expect(markStems.filter(stem => stem.length < 4 && stem.toUpperCase() !== stem.toLowerCase())).toEqual([])
})
