// `npm run demo`: the product with fake providers on this machine; needs no internet once dependencies are installed.
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build, isStale } from '../../proxy/build.mjs'
import { install, isInstalled } from '../../proxy/install.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
if (!isInstalled()) await install()
if (isStale()) await build()
const { build: bundle } = await import('esbuild')
mkdirSync(`${root}dist/demo`, { recursive: true })
await bundle({
  entryPoints: [`${root}test/demo/main.ts`],
  outfile: `${root}dist/demo/main.js`,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  packages: 'external',
  logLevel: 'warning',
})
await import(new URL('../../dist/demo/main.js', import.meta.url).href)
