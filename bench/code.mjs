// Source code: node bench/code.mjs [FOLDER...], default node_modules. Is code told from other text, its language, its lines, at what speed. SEED changes the cuts.
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

// Inside the repository, so that the bundle finds its dependencies.
const folder = mkdtempSync(fileURLToPath(new URL('../node_modules/.sluice-code-', import.meta.url)))
const outfile = join(folder, 'run.mjs')
try {
  await build({
    entryPoints: [fileURLToPath(new URL('code/run.ts', import.meta.url))],
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
