import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openStage, type Stage, type Visit } from '../../browser.ts'

let stage: Stage
let visit: Visit
beforeAll(async () => {
  stage = await openStage({ exchanges: 80 })
  visit = await stage.visit()
  await visit.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: stage.base })
})
afterAll(() => stage.close())
beforeEach(async () => {
  await visit.page.goto(`${stage.base}/events?range=30d`)
  await rows().first().waitFor()
})

const rows = () => visit.page.locator('.event-link')
const panel = () => visit.page.locator('.panel')
const idAt = async (index: number) => (await rows().nth(index).getAttribute('data-event')) ?? ''
const shownId = async () => /events\/(\w+)/.exec(visit.page.url())?.[1]

test('a press on a row opens its story at its own address, over the list', async () => {
  const id = await idAt(2)
  await visit.page
    .locator('tbody tr')
    .nth(2)
    .click({ position: { x: 500, y: 20 } })
  await panel().getByText('How it ended').waitFor()
  expect(await shownId()).toBe(id)
  expect(visit.page.url()).toContain('range=30d')
  expect(await rows().count()).toBeGreaterThan(10)
})

test('by keyboard: down to a row, into the panel, through the events, out with Esc to where one was', async () => {
  await rows().first().focus()
  await visit.page.keyboard.press('ArrowDown')
  await visit.page.keyboard.press('Enter')
  await panel().getByText('How it ended').waitFor()
  expect(await panel().evaluate(element => element.contains(document.activeElement))).toBe(true)
  const [second, third] = [await idAt(1), await idAt(2)]
  expect(await shownId()).toBe(second)
  await visit.page.keyboard.press('j')
  await panel().locator('code', { hasText: third }).first().waitFor()
  expect(await shownId()).toBe(third)
  await visit.page.keyboard.press('k')
  await panel().locator('code', { hasText: second }).first().waitFor()
  await visit.page.keyboard.press('Escape')
  await panel().waitFor({ state: 'detached' })
  expect(await visit.page.evaluate(() => document.activeElement?.getAttribute('data-event'))).toBe(second)
})

test('the id is copied and said to be', async () => {
  const id = await idAt(0)
  await rows().first().click()
  await panel().getByRole('button', { name: 'Copy the event id' }).click()
  await panel().getByText('Copied').waitFor({ state: 'attached' })
  expect(await visit.page.evaluate(() => navigator.clipboard.readText())).toBe(id)
})

test('an address from a refusal opens straight away', async () => {
  const record = stage.sample.records.find(r => r.enforced === 'block')!
  await visit.page.goto(`${stage.base}/events/${record.id}`)
  await panel().getByText('Stopped before anything left').waitFor()
  expect(await panel().textContent()).toContain(record.refusal!.message)
})

test('an event that is not there is said', async () => {
  await visit.page.goto(`${stage.base}/events/ev_gone`)
  await panel().getByText('There is no event ev_gone').waitFor()
})

test('on a narrow screen the story takes the whole screen', async () => {
  const narrow = await stage.visit({ width: 390 })
  await narrow.page.goto(`${stage.base}/events/${stage.sample.records[3]!.id}`)
  const box = await narrow.page.locator('.panel').boundingBox()
  expect(box).toMatchObject({ x: 0, y: 0, width: 390, height: 900 })
  await narrow.context.close()
})

test('an event that still runs is shown as it ends', async () => {
  const { record, end } = await stage.sample.add()
  await visit.page.goto(`${stage.base}/events/${record.id}`)
  await panel().getByText('Still running').waitFor()
  end()
  await panel().getByText('Still running').waitFor({ state: 'detached' })
})
