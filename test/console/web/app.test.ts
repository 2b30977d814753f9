import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStage, type Stage } from '../browser.ts'

let stage: Stage
let addresses: Record<string, string>
const slowMs = 90_000
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

beforeAll(async () => {
  stage = await openStage({ exchanges: 600 })
  const flagged = stage.sample.records.findLast(record => record.enforced === 'redact')!
  const blocked = stage.sample.records.findLast(record => record.enforced === 'block')!
  const value = flagged.findings[0]!
  const teaching = { ...value, scope: { kind: 'everyone' }, reason: 'SEC-7', createdBy: 'admin' } as const
  const { exemptions } = stage.sample.options
  exemptions.add({ ...teaching, until: Date.now() + 86_400_000 })
  exemptions.add({ ...teaching, scope: { kind: 'app', app: flagged.app }, until: Date.now() + 86_400_000 })
  exemptions.revoke('taught-2', 'admin')
  const { record: exempt } = await stage.sample.add({
    findings: [{ ...value, redacted: false, exemption: 'taught-1' }, ...flagged.findings],
  })
  addresses = {
    overview: '/?range=30d',
    events: '/events',
    'events, filtered': '/events?action=block&flagged=true',
    'a redacted event': `/events/${flagged.id}`,
    'a blocked event': `/events/${blocked.id}`,
    people: '/people?range=30d',
    person: `/people/${encodeURIComponent(flagged.user)}?range=30d`,
    exemptions: '/exemptions',
    'an event with an exempt value': `/events/${exempt.id}`,
    system: '/system',
    account: '/account',
    'changing the password': '/account?change=password',
    tokens: '/tokens',
    nowhere: '/no/such/page',
  }
  const status = stage.sample.options.status()
  const errors = [
    { file: 'policies.yaml', line: 14, column: 5, message: 'unknown key "conent"; did you mean "content"?' },
  ]
  stage.sample.setStatus({ ...status, policy: { ...status.policy, mode: 'monitor', errors } })
})
afterAll(() => stage.close())

async function settle(page: Page, address: string): Promise<void> {
  await page.goto(stage.base + address)
  await page.waitForFunction(() => document.querySelector('h1') && !document.querySelector('.skeleton'))
}

/** Serious and critical violations, as `rule: element`. */
async function violations(page: Page, rules?: readonly string[]): Promise<string[]> {
  await page.evaluate(axe)
  // axe puts itself on window; this is its documented entry.
  const results = await page.evaluate(
    options => (window as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run(options),
    rules ? { runOnly: [...rules] } : {},
  )
  const grave = results.violations.filter(v => v.impact === 'serious' || v.impact === 'critical')
  return grave.flatMap(v =>
    v.nodes.map(node => `${v.id}: ${node.html.slice(0, 160)} ${node.failureSummary?.split('\n')[1] ?? ''}`),
  )
}

describe.each([
  ['wide and light', { width: 1440, scheme: 'light' }, undefined],
  ['narrow and dark', { width: 390, scheme: 'dark' }, undefined],
  // Structure was checked above; what differs by colour and width is contrast.
  ['wide and dark', { width: 1440, scheme: 'dark' }, ['color-contrast']],
  ['narrow and light', { width: 390, scheme: 'light' }, ['color-contrast']],
] as const)('%s', (_name, look, rules) => {
  test(
    'every page is accessible, fits its width and runs without a complaint',
    async () => {
      const { page, context, complaints } = await stage.visit(look)
      for (const [name, address] of Object.entries(addresses)) {
        await settle(page, address)
        expect.soft(await violations(page, rules), name).toEqual([])
        expect
          .soft(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), name)
          .toBeLessThanOrEqual(0)
        expect.soft(await page.title(), name).toMatch(/Sluice$/)
      }
      expect(complaints).toEqual([])
      await context.close()
    },
    slowMs,
  )

  test('so is the sign-in', async () => {
    const { page, context } = await stage.visit({ ...look, signedIn: false })
    await settle(page, '/')
    expect(await violations(page)).toEqual([])
    await context.close()
  })
})

test('a broken policy file is told on every page, with its place', async () => {
  const { page, context } = await stage.visit()
  for (const address of ['/', '/events', '/people']) {
    await settle(page, address)
    const banner = page.locator('.banner', { hasText: 'policy file is broken' })
    await banner.waitFor()
    expect(await banner.textContent()).toContain('policies.yaml:14:5')
  }
  await context.close()
})

test('each address has its own title', async () => {
  const { page, context } = await stage.visit()
  const titles: string[] = []
  for (const address of ['/', '/events', '/people', '/system', '/account', '/tokens']) {
    await settle(page, address)
    titles.push(await page.title())
  }
  expect(new Set(titles).size).toBe(titles.length)
  await context.close()
})
