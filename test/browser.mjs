// Finds a Chromium and NSS's certutil, and installs them where they are missing: the end-to-end suites drive a real browser.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** Path of a Chromium, or undefined. `SLUICE_TEST_CHROMIUM` wins. */
export function findChromium() {
  const given = process.env.SLUICE_TEST_CHROMIUM
  if (given && existsSync(given)) return given
  for (const name of names) {
    const path = onPath(name)
    if (path) return path
  }
  return downloaded()
}

export function onPath(name) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, name)
    if (folder !== '' && existsSync(path)) return path
  }
  return undefined
}

/** Makes both present or throws with what to install. */
export function ensureBrowser(root) {
  if (findChromium() && onPath('certutil')) return { chromium: findChromium() }
  if (process.getuid?.() === 0 && onPath('apt-get')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const run = args => spawnSync('apt-get', args, { stdio: ['ignore', 2, 2], env })
    process.stderr.write('Installing chromium and libnss3-tools\n')
    run(['update', '-qq'])
    run(['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'libnss3-tools'])
  }
  if (!findChromium()) {
    process.stderr.write('Downloading Chromium\n')
    spawnSync(process.execPath, ['node_modules/playwright-core/cli.js', 'install', 'chromium'], {
      cwd: root,
      stdio: ['ignore', 2, 2],
    })
  }
  const chromium = findChromium()
  if (!chromium) throw new Error('No Chromium found: install chromium, or set SLUICE_TEST_CHROMIUM to one')
  if (!onPath('certutil'))
    throw new Error('No certutil found: install libnss3-tools (nss-tools on Fedora, nss on macOS)')
  return { chromium }
}

/** Where playwright-core puts its downloads. */
function downloaded() {
  const cache =
    process.env.PLAYWRIGHT_BROWSERS_PATH ??
    (process.platform === 'darwin'
      ? join(homedir(), 'Library/Caches/ms-playwright')
      : join(homedir(), '.cache/ms-playwright'))
  if (!existsSync(cache)) return undefined
  for (const folder of readdirSync(cache)
    .filter(name => name.startsWith('chromium-'))
    .sort()
    .reverse())
    for (const inside of [
      'chrome-linux64/chrome',
      'chrome-linux/chrome',
      'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
    ])
      if (existsSync(join(cache, folder, inside))) return join(cache, folder, inside)
  return undefined
}
