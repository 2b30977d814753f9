import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

let outDir: string
let files: string[]
beforeAll(async () => {
  // The test runner's own NODE_ENV would bundle React's development build.
  vi.stubEnv('NODE_ENV', 'production')
  outDir = mkdtempSync(join(tmpdir(), 'sluice-web-build-'))
  await build({
    configFile: join(import.meta.dirname, '../../console/vite.config.ts'),
    build: { outDir },
    logLevel: 'error',
  })
  files = readdirSync(outDir, { recursive: true }).map(String)
})
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(outDir, { recursive: true, force: true })
})

const sizeOf = (pattern: RegExp) =>
  files.filter(file => pattern.test(file)).reduce((sum, file) => sum + readFileSync(join(outDir, file)).length, 0)

test('the page runs nothing inline and loads nothing from elsewhere', () => {
  const html = readFileSync(join(outDir, 'index.html'), 'utf8')
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|https?:\/\//)
})

test('text files are there compressed, byte for byte the same', () => {
  const script = files.find(file => /assets\/index-.*\.js$/.test(file))!
  expect(brotliDecompressSync(readFileSync(join(outDir, `${script}.br`)))).toEqual(readFileSync(join(outDir, script)))
})

test('what every page needs stays under 130 kB, and the charts are apart', () => {
  expect(sizeOf(/assets\/index-.*\.(js|css)\.br$/)).toBeLessThan(130_000)
  expect(sizeOf(/assets\/activity-chart-.*\.js\.br$/)).toBeGreaterThan(50_000)
})
