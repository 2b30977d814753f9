/** A real browser on a sample console: the web app as it is built, behind the server as it runs. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { findChromium } from '../browser.mjs'
import { makeSample, type Sample, type SampleOptions } from './sample/server.ts'

const root = join(import.meta.dirname, '../..')

export interface Visit {
  readonly page: Page
  readonly context: BrowserContext
  /** What the browser complained about: script errors, refused resources, breaches of the content security policy. */
  readonly complaints: readonly string[]
}

export interface Stage {
  readonly sample: Sample
  readonly base: string
  readonly browser: Browser
  visit(options?: {
    readonly width?: number
    readonly scheme?: 'light' | 'dark'
    readonly signedIn?: boolean
  }): Promise<Visit>
  close(): Promise<void>
}

export async function openStage(options: SampleOptions = {}): Promise<Stage> {
  const webRoot = await builtWeb()
  const sample = await makeSample({ ...options, options: { webRoot, livePollMs: 30, ...options.options } })
  const base = await sample.app.listen({ host: '127.0.0.1', port: 0 })
  const executablePath = findChromium()
  if (!executablePath) throw new Error('no Chromium found: install chromium or set SLUICE_TEST_CHROMIUM')
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--headless=new'] })
  return {
    sample,
    base,
    browser,
    async visit({ width = 1440, scheme = 'light', signedIn = true } = {}) {
      const context = await browser.newContext({
        viewport: { width, height: 900 },
        colorScheme: scheme,
        reducedMotion: 'reduce',
      })
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('pageerror', error => complaints.push(error.message))
      page.on('console', message => {
        if (message.type() === 'error') complaints.push(message.text())
      })
      if (signedIn) await context.addCookies([await sessionCookie(sample, base)])
      return { page, context, complaints }
    },
    async close() {
      await browser.close()
      await sample.close()
    },
  }
}

async function sessionCookie(sample: Sample, base: string): Promise<{ name: string; value: string; url: string }> {
  const secret = sample.options.sessions.open('admin', { address: '127.0.0.1', userAgent: 'test' })
  return { name: 'sluice_session', value: secret, url: base }
}

/** Builds the web app once for each state of its sources. */
async function builtWeb(): Promise<string> {
  const cache = join(root, 'node_modules/.cache/sluice-test-web')
  const target = join(cache, fingerprint())
  if (existsSync(target)) return target
  mkdirSync(cache, { recursive: true })
  for (const old of readdirSync(cache)) {
    if (Date.now() - statSync(join(cache, old)).mtimeMs > 600_000)
      rmSync(join(cache, old), { recursive: true, force: true })
  }
  // Loaded only when there is something to build: most test files find it built.
  const { build } = await import('vite')
  const own = `${target}.${process.pid}`
  const before = process.env['NODE_ENV']
  // The test runner's own NODE_ENV would bundle React's development build.
  process.env['NODE_ENV'] = 'production'
  await build({ configFile: join(root, 'console/vite.config.ts'), build: { outDir: own }, logLevel: 'error' })
  process.env['NODE_ENV'] = before
  try {
    renameSync(own, target)
  } catch (cause) {
    // Another test file has built the same in the meantime.
    if (!existsSync(target)) throw cause
    rmSync(own, { recursive: true, force: true })
  }
  return target
}

function fingerprint(): string {
  const hash = createHash('sha256')
  for (const name of readdirSync(join(root, 'console'), { recursive: true }).map(String).sort()) {
    const path = join(root, 'console', name)
    if (/^(web|contract|vite)/.test(name) && statSync(path).isFile()) hash.update(name).update(readFileSync(path))
  }
  return hash.digest('hex').slice(0, 16)
}
