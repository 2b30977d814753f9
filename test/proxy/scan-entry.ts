/** The process of scan-pool.ts, bundled for one test file. */
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface ScanEntry {
  readonly url: URL
  remove(): void
}

export async function bundleScanWorker(): Promise<ScanEntry> {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-scan-'))
  const file = join(folder, 'scan-worker.mjs')
  // Packages are found from where the bundle is.
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  await build({
    entryPoints: [join(root, 'proxy/scan-worker.ts')],
    outfile: file,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'warning',
  })
  return { url: pathToFileURL(file), remove: () => rmSync(folder, { recursive: true, force: true }) }
}
