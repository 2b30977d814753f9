/** The published page is that of the registry. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { detectors } from '../../policy/detectors/index.ts'
import { detectorsPage } from '../../policy/detectors-page.ts'

test('docs/detectors.md is current: sluice scan --detectors > docs/detectors.md', () => {
  expect(readFileSync(new URL('../../docs/detectors.md', import.meta.url), 'utf8')).toBe(detectorsPage())
})

test('every detector has its row', () => {
  const page = detectorsPage()
  expect(detectors.filter(one => !page.includes(`| \`${one.id}\` |`)).map(one => one.id)).toEqual([])
})
