import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { spanOf } from '../../../../console/web/words/range.ts'
import { openStage, type Stage, type Visit } from '../../browser.ts'

let stage: Stage
let visit: Visit
beforeAll(async () => {
  stage = await openStage({ exchanges: 300 })
  visit = await stage.visit()
})
afterAll(() => stage.close())
beforeEach(async () => {
  await visit.page.goto(`${stage.base}/?range=30d`)
  await visit.page.locator('.recharts-bar-rectangle path').first().waitFor()
})

/** The range begins on a whole day. */
function blockedInRange(): number {
  const { from } = spanOf({ kind: 'preset', preset: '30d' }, Date.now())
  return stage.sample.records.filter(r => r.enforced === 'block' && r.at >= from).length
}

test('the chart is told in words: sums, the busiest time, and where the figures are', async () => {
  const words = await visit.page.locator('figure[role="img"]').getAttribute('aria-label')
  const blocked = blockedInRange()
  expect(words).toContain(`${blocked} blocked`)
  expect(words).toMatch(/Busiest from .* with \d+ requests/)
})

test('the same figures stand in a table', async () => {
  await visit.page.getByRole('button', { name: 'Table' }).click()
  const cells = await visit.page.locator('.chart-table tbody td:nth-child(5)').allTextContents()
  const blocked = blockedInRange()
  expect(cells.reduce((sum, cell) => sum + Number(cell), 0)).toBe(blocked)
})

test('a series can be taken out, to see the rare ones', async () => {
  const layers = visit.page.locator('.recharts-bar')
  expect(await layers.count()).toBe(4)
  await visit.page.locator('.chart-legend').getByRole('button', { name: 'Allowed' }).click()
  await expect.poll(() => layers.count()).toBe(3)
})

test('a bar leads to its events', async () => {
  const bar = visit.page.locator('.recharts-bar-rectangle path').last()
  const box = (await bar.boundingBox())!
  await visit.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
  await expect.poll(() => visit.page.url()).toMatch(/\/events\?from=\d+&to=\d+/)
  await visit.page.locator('.event-link').first().waitFor()
})
