import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage, type Visit } from '../../browser.ts'

let stage: Stage
let visit: Visit
beforeAll(async () => {
  stage = await openStage({ exchanges: 120 })
  visit = await stage.visit()
  await visit.page.goto(`${stage.base}/events`)
  await visit.page.locator('.event-link').first().waitFor()
})
afterAll(() => stage.close())

const rows = () => visit.page.locator('.event-link')
const rowOf = (id: string) => visit.page.locator(`tr:has([data-event="${id}"])`)

test('nothing comes by itself until live is switched on', async () => {
  const { record, end } = await stage.sample.add()
  end()
  await visit.page.waitForTimeout(200)
  expect(await rowOf(record.id).count()).toBe(0)
})

test('live rows appear on top as they happen, and end in place', async () => {
  await visit.page.getByRole('button', { name: 'Live' }).click()
  await visit.page.locator('.live[data-state="on"]').waitFor()
  const { record, end } = await stage.sample.add()
  await rowOf(record.id).waitFor()
  expect(await rows().first().getAttribute('data-event')).toBe(record.id)
  expect(await rowOf(record.id).textContent()).toContain('running')
  end()
  await expect.poll(() => rowOf(record.id).textContent()).not.toContain('running')
  expect(await rowOf(record.id).count()).toBe(1)
})

test('new rows are announced', async () => {
  const { record } = await stage.sample.add()
  await rowOf(record.id).waitFor()
  await expect.poll(() => visit.page.locator('.event-list [aria-live]').first().textContent()).toMatch(/new event/)
})

test('while the person reads further down nothing jumps, and the rows wait behind a button', async () => {
  await visit.page.evaluate(() => window.scrollTo(0, 900))
  await visit.page.waitForTimeout(100)
  const seen = await rows().nth(25).boundingBox()
  const { record } = await stage.sample.add()
  const button = visit.page.getByRole('button', { name: '1 new event' })
  await button.waitFor()
  expect((await rows().nth(25).boundingBox())?.y).toBeCloseTo(seen!.y, 0)
  expect(await rowOf(record.id).count()).toBe(0)
  await button.click()
  await rowOf(record.id).waitFor()
  await expect.poll(() => visit.page.evaluate(() => window.scrollY)).toBeLessThan(10)
})

test('the filter of the list holds for live rows', async () => {
  await visit.page.goto(`${stage.base}/events?live=true&user=zoe%40acme.example`)
  await visit.page.locator('.live[data-state="on"]').waitFor()
  await stage.sample.add()
  const { record } = await stage.sample.add({ user: 'zoe@acme.example' })
  await rowOf(record.id).waitFor()
  expect(await rows().count()).toBe(1)
})

test('live is in the address, and switching off ends the stream', async () => {
  expect(visit.page.url()).toContain('live=true')
  await visit.page.getByRole('button', { name: 'Live' }).click()
  await visit.page.locator('.live[data-state="off"]').waitFor()
  expect(visit.page.url()).not.toContain('live')
  const { record } = await stage.sample.add({ user: 'zoe@acme.example' })
  await visit.page.waitForTimeout(200)
  expect(await rowOf(record.id).count()).toBe(0)
})
