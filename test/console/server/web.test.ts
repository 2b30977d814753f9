import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeSample, type Sample } from '../sample/server.ts'

let folder: string
let sample: Sample
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-web-'))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Sluice</title>')
  writeFileSync(join(folder, 'theme.js'), 'theme()')
  writeFileSync(join(folder, 'assets/app-1a2b.js'), 'app()')
  writeFileSync(join(folder, 'assets/app-1a2b.js.gz'), gzipSync('app()'))
  sample = await makeSample({ exchanges: 1, options: { webRoot: folder } })
})
afterAll(async () => {
  await sample.close()
  rmSync(folder, { recursive: true })
})

describe('the page', () => {
  test.each(['/', '/events', '/events/ev_01', '/people/ann%40acme.example?range=7d', '/nothing/here'])(
    '%s is the web app',
    async url => {
      const answer = await sample.app.inject({ url })
      expect(answer.statusCode).toBe(200)
      expect(answer.headers['content-type']).toContain('text/html')
      expect(answer.headers['cache-control']).toBe('no-cache')
    },
  )
})

test('hashed assets are kept for a year and sent compressed, other files are asked for again', async () => {
  const asset = await sample.app.inject({ url: '/assets/app-1a2b.js', headers: { 'accept-encoding': 'gzip' } })
  expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect(asset.headers['content-encoding']).toBe('gzip')
  expect((await sample.app.inject({ url: '/theme.js' })).headers['cache-control']).toBe('no-cache')
})

test.each([
  ['an asset that is gone', 'GET', '/assets/app-old.js'],
  ['an unknown route of the API', 'GET', '/api/nothing'],
  ['a post to a page', 'POST', '/events'],
  ['a path that climbs out', 'GET', '/assets/../../../../etc/passwd'],
] as const)('%s is no page', async (_case, method, url) => {
  const answer = await sample.app.inject({ method, url })
  if (url.includes('passwd')) expect(answer.body).not.toContain('root:')
  else expect(answer.statusCode).toBe(404)
})

test('without a build the API still runs and the page says what to do', async () => {
  const bare = await makeSample({ exchanges: 1 })
  const answer = await bare.app.inject({ url: '/' })
  expect(answer.statusCode).toBe(404)
  expect(answer.json().detail).toContain('npm run build')
  await bare.close()
})
