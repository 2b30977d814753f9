/** Builds the web app to dist/web; serves it for contributors beside a running console, or a sample with `--mode sample`. */
import { readFile, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const consoleAddress = 'http://127.0.0.1:8090'

export default defineConfig(({ command, mode }) => ({
  root: join(import.meta.dirname, 'web'),
  plugins: [react(), compress(), ...(command === 'serve' && mode === 'sample' ? [sampleConsole()] : [])],
  build: {
    outDir: join(import.meta.dirname, '../dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    // light-dark() as it is: what it is rewritten to for older browsers does not follow the theme switch.
    cssTarget: ['chrome123', 'firefox128', 'safari17.5'],
    // The policy of the console allows no data: scripts, and separate files cache better.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: { '/api': { target: consoleAddress, changeOrigin: true, headers: { origin: consoleAddress } } },
  },
}))

/** Writes .br and .gz beside every text file, so that the server compresses nothing at run time. */
function compress(): Plugin {
  return {
    name: 'sluice-compress',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      const names = Object.keys(bundle).filter(name => /\.(js|css|svg)$/.test(name))
      await Promise.all(names.map(name => compressFile(join(dir, name))))
    },
  }
}

async function compressFile(path: string): Promise<void> {
  const bytes = await readFile(path)
  if (bytes.length < 1024) return
  const brotli = await promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } })
  await Promise.all([
    writeFile(`${path}.br`, brotli),
    writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 })),
  ])
}

/** A console over sample data, with new exchanges arriving, behind the same dev server. */
function sampleConsole(): Plugin {
  return {
    name: 'sluice-sample-console',
    async configureServer(server) {
      const { makeSample } = await import('../test/console/sample/server.ts')
      const sample = await makeSample({ options: { livePollMs: 1000 } })
      await sample.app.listen({ host: '127.0.0.1', port: 0 })
      // A listening TCP server has an AddressInfo.
      const { port } = sample.app.server.address() as AddressInfo
      const proxy = server.config.server.proxy?.['/api']
      if (typeof proxy === 'object')
        Object.assign(proxy, { target: `http://127.0.0.1:${port}`, headers: { origin: `http://127.0.0.1:${port}` } })
      const timer = setInterval(async () => {
        const { end } = await sample.add()
        setTimeout(end, 1500)
      }, 2500)
      server.config.logger.info(`sample console: sign in as admin with ${sample.passwords.admin}`)
      server.httpServer?.on('close', () => {
        clearInterval(timer)
        void sample.close()
      })
    },
  }
}
