// Fingerprints of documents and code: node bench/passages.mjs [FOLDER...], default node_modules. What is found, what is found wrongly, size and speed.
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

// Inside the repository, so that the bundle finds its dependencies.
const folder = mkdtempSync(fileURLToPath(new URL('../node_modules/.sluice-passages-', import.meta.url)))
const outfile = join(folder, 'run.mjs')
try {
  await build({
    entryPoints: [fileURLToPath(new URL('passages/run.ts', import.meta.url))],
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
