// Exact data match at size: node bench/fingerprints.mjs [CELLS, default 10000000]. Prints times, sizes, memory, and what a look-up costs.
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

// Inside the repository, so that the bundle finds its dependencies.
const folder = mkdtempSync(fileURLToPath(new URL('../node_modules/.sluice-fingerprints-', import.meta.url)))
const outfile = join(folder, 'run.mjs')
try {
  await build({
    entryPoints: [fileURLToPath(new URL('fingerprints/run.ts', import.meta.url))],
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outfile,
    logLevel: 'warning',
  })
  await import(pathToFileURL(outfile).href)
} finally {
  rmSync(folder, { recursive: true })
}
