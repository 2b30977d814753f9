import { expect, test } from 'vitest'
import { parseAuthority } from '../../../proxy/authority.ts'
import { catalogueApps } from '../../../proxy/providers/catalogue-apps.ts'
import { providers } from '../../../proxy/providers/index.ts'

const formats = new Set(providers.map(p => p.id))

test('ids are unique and read like ids', () => {
  const ids = catalogueApps.map(app => app.id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
})

test.each(catalogueApps.map(app => [app.id, app] as const))(
  '%s names hosts that parse and formats that exist',
  (_, app) => {
    expect(app.hosts.length).toBeGreaterThan(0)
    for (const host of app.hosts) expect(parseAuthority(host.replace('*.', ''), 443)?.host).toBe(host.replace('*.', ''))
    for (const format of [app.format, ...(app.alsoFormats ?? [])]) expect(formats).toContain(format)
  },
)

test('no host belongs to two apps', () => {
  const hosts = catalogueApps.flatMap(app => app.hosts)
  expect(hosts.filter((host, i) => hosts.indexOf(host) !== i)).toEqual([])
})

test('shared hosts are opened on request only', () => {
  for (const app of catalogueApps) if (app.sharedPaths) expect([app.id, app.intercept]).toEqual([app.id, false])
})

test('`generic` knows every path, so no format is named after it', () => {
  for (const app of catalogueApps) {
    expect([app.id, app.format === 'generic' && app.alsoFormats !== undefined]).toEqual([app.id, false])
    expect(app.alsoFormats ?? []).not.toContain('generic')
  }
})
