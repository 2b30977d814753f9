// Runs TypeScript of a folder of bench/: bundled beside the installed packages, so that it finds them.
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

/** Bundles the named files of bench/`name`/ and runs `run.ts`; the others it may start by the name `NAME.js` beside it. */
export async function runBundled(name, others = []) {
  const folder = mkdtempSync(fileURLToPath(new URL(`../node_modules/.sluice-${name}-`, import.meta.url)))
  try {
    await build({
      entryPoints: ['run', ...others].map(file => fileURLToPath(new URL(`${name}/${file}.ts`, import.meta.url))),
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
}
