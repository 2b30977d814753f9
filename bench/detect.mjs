// Recall, false findings and speed of detection: node bench/detect.mjs. SEED changes the texts, BENIGN the folder of harmless ones.
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

// Inside the repository, so that the bundle finds its dependencies.
const folder = mkdtempSync(fileURLToPath(new URL('../node_modules/.sluice-detect-', import.meta.url)))
try {
  await build({
    entryPoints: ['run', 'startup'].map(name => fileURLToPath(new URL(`detect/${name}.ts`, import.meta.url))),
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outdir: folder,
    logLevel: 'warning',
  })
  await import(pathToFileURL(join(folder, 'run.js')).href)
} finally {
  rmSync(folder, { recursive: true })
}
