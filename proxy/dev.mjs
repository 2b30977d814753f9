// `npm run dev`: rebuilds on a change and starts the server again; the console's pages come from vite with hot reload.
import { spawn } from 'node:child_process'
import { existsSync, watch } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build, buildServer } from './build.mjs'
import { install, isInstalled } from './install.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
if (!isInstalled()) await install()
await build()

let child
let timer
const start = () => {
  child = spawn(process.execPath, ['--enable-source-maps', 'dist/main.js', 'start', ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
    env: { SLUICE_SHUTDOWN_GRACE: '1', ...process.env },
  })
}
const restart = () => {
  clearTimeout(timer)
  timer = setTimeout(async () => {
    try {
      await buildServer()
    } catch {
      // esbuild has printed what is wrong; the next save tries again.
      return
    }
    const old = child
    old.once('exit', start)
    old.kill('SIGTERM')
  }, 150)
}
start()
for (const folder of ['proxy', 'policy', 'certs', 'console/server', 'console/contract'])
  if (existsSync(`${root}${folder}`)) watch(`${root}${folder}`, { recursive: true }, restart)

const { createServer } = await import('vite')
const web = await createServer({ configFile: `${root}console/vite.config.ts` })
await web.listen()
web.printUrls()

const stop = () => {
  void web.close()
  child.once('exit', () => process.exit(0))
  child.kill('SIGTERM')
}
process.on('SIGINT', stop).on('SIGTERM', stop)
