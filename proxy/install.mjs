// Installs the locked dependencies when they are missing or belong to another lock file or Node ABI.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = new URL('..', import.meta.url)
const stamp = new URL('node_modules/.sluice-install', root)

const wanted = () =>
  `${createHash('sha256')
    .update(readFileSync(new URL('package-lock.json', root)))
    .digest('hex')} abi ${process.versions.modules}\n`

export function isInstalled() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted()
}

export async function install() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19))
    throw new Error(`Node ${process.versions.node} is too old; 20.19 or newer is needed`)
  process.stderr.write('Installing dependencies (first start: two to three minutes, native modules are compiled)\n')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const result = spawnSync(npm, ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: fileURLToPath(root),
    stdio: ['ignore', 2, 2],
  })
  if (result.status !== 0)
    throw new Error('npm ci failed; its messages are above. Native modules need python3, make and a C++ compiler')
  writeFileSync(stamp, wanted())
}
