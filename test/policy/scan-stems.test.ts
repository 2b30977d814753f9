/** The search finds what a plain search finds. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createStemIndex } from '../../policy/scan-stems.ts'
import { pageOf } from './pages.ts'

const stems = ['password', 'pass=', 'secret', 'token', '?key', 'парол', '密码', 'contrase']

function found(text: string): string[] {
  const seen: string[] = []
  createStemIndex(stems).search(pageOf(text), (start, stem) => seen.push(`${stems[stem]}@${start}`))
  return seen.sort()
}

function plainly(text: string): string[] {
  const seen: string[] = []
  for (const stem of stems) {
    const wanted = stem.replace('?', '')
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1))
      if (stem[0] !== '?') seen.push(`${stem}@${at}`)
      else if (at > 0) seen.push(`${stem}@${at - 1}`)
  }
  return seen.sort()
}

test('on texts made of stems and parts of stems', () => {
  const piece = fc.oneof(
    fc.constantFrom(...stems.map(stem => stem.replace('?', 'a')), 'pas', 'sec', 'ret', 'ke', 'y', ' ', '_'),
    fc.string({ maxLength: 3 }),
  )
  fc.assert(
    fc.property(fc.array(piece), pieces => {
      const text = pieces.join('').toLowerCase()
      expect(found(text)).toEqual(plainly(text))
    }),
  )
})

test('capitals fold', () => {
  expect(found('PASSWORD Пароль')).toEqual(['password@0', 'парол@9'])
})
