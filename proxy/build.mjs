// Builds dist/: the server with esbuild (dependencies stay in node_modules), the console's web app with vite.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = join(root, 'dist')
const serverStamp = join(dist, '.server-stamp')
const webStamp = join(dist, '.web-stamp')

const serverSources = [
  'proxy',
  'policy',
  'certs',
  'console/server',
  'console/contract',
  'console/contract.ts',
  'package-lock.json',
]
const webSources = [
  'console/web',
  'console/contract',
  'console/contract.ts',
  'console/vite.config.ts',
  'package-lock.json',
]

/** Names, sizes and times of the sources: cheap enough for every start. */
function fingerprint(sources) {
  const hash = createHash('sha256')
  const walk = path => {
    const info = statSync(path, { throwIfNoEntry: false })
    if (!info) return
    if (info.isDirectory()) for (const name of readdirSync(path).sort()) walk(join(path, name))
    else hash.update(`${relative(root, path)}\0${info.size}\0${info.mtimeMs}\n`)
  }
  for (const source of sources) walk(join(root, source))
  return hash.digest('hex')
}

const fresh = (stamp, sources) => existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(sources)

export function isStale() {
  return !fresh(serverStamp, serverSources) || !fresh(webStamp, webSources)
}

export async function buildServer() {
  const mark = fingerprint(serverSources)
  const { build: bundle } = await import('esbuild')
  await bundle({
    entryPoints: {
      main: 'proxy/main.ts',
      'console-worker': 'console/server/worker.ts',
      ...optional('scan-worker', 'proxy/scan-worker.ts'),
    },
    absWorkingDir: root,
    outdir: dist,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
    chunkNames: 'chunks/[name]-[hash]',
  })
  writeFileSync(serverStamp, mark)
}

function optional(name, path) {
  return existsSync(join(root, path)) ? { [name]: path } : {}
}

export async function buildWeb() {
  const mark = fingerprint(webSources)
  const { build: bundle } = await import('vite')
  await bundle({ configFile: join(root, 'console/vite.config.ts'), logLevel: 'warn' })
  writeFileSync(webStamp, mark)
}

export async function build() {
  process.stderr.write('Building\n')
  if (!fresh(serverStamp, serverSources)) {
    rmSync(join(dist, 'chunks'), { recursive: true, force: true })
    await buildServer()
  }
  if (!fresh(webStamp, webSources)) await buildWeb()
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await build()
