import { expect, test } from 'vitest'
import type { CellKind } from '../../../policy/fingerprints/records-cell.ts'
import { standsAlone } from '../../../policy/fingerprints/records-place.ts'
import { createWordReader } from '../../../policy/fingerprints/records-words.ts'
import { createPageMaker } from '../../../policy/scan-page.ts'

/** The value stands between « and ». */
function stands(marked: string, kind: CellKind): boolean {
  const page = createPageMaker()(marked.replace(/[«»]/g, ''))
  const words = createWordReader()(page.units, page.length)
  const [from, to] = [marked.indexOf('«'), marked.indexOf('»') - 1]
  const inside = Array.from({ length: words.count }, (_, i) => i).filter(
    i => words.start[i]! >= from && words.end[i]! <= to,
  )
  return standsAlone(page, words, inside[0]!, inside.at(-1)!, kind)
}

test.each<[string, CellKind, boolean]>([
  ['to «ann@acme.example»', 'mail', true],
  ['<«ann@acme.example»>', 'mail', true],
  ['«ann@acme.example».', 'mail', true],
  ['«ann@acme.example».Next', 'mail', true],
  ['«ann@acme.example».org', 'mail', false],
  ['«ann@acme.example»-shop', 'mail', false],
  ['mary.«ann@acme.example»', 'mail', false],
  ['mary+«ann@acme.example»', 'mail', false],
  ['- «ann@acme.example»', 'mail', true],
  ['«30 123 45»', 'number', true],
  ['«30-123/45»', 'number', true],
  ['«(30) 123 45»', 'number', true],
  ['«30, 123, 45»', 'number', false],
  ['«30\t123\t45»', 'number', false],
  ['«30\n123»', 'number', false],
  ['«30     123»', 'number', false],
  ['«DE30, 123»', 'iban', true],
  ['«30123»', 'number', true],
])('%s as %s: %s', (text, kind, expected) => expect(stands(text, kind)).toBe(expected))
