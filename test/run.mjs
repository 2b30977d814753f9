// `npm test`: from a fresh checkout to a verdict. Installs and builds what is missing, then type check, lint and
// every suite. The last line is `N passed, N failed`; the exit code is 1 when anything failed.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { install, isInstalled } from '../proxy/install.mjs'
import { ensureBrowser } from './browser.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const filters = process.argv.slice(2)
const started = Date.now()
const results = []

try {
  if (!isInstalled()) await install()
} catch (error) {
  console.error(error.message)
  finish([{ name: 'install', passed: 0, failed: 1, skipped: 0 }])
}

try {
  const browser = ensureBrowser(root)
  process.env.SLUICE_TEST_CHROMIUM = browser.chromium
} catch (error) {
  console.error(error.message)
  results.push({ name: 'browser', passed: 0, failed: 1, skipped: 0 })
}

// Type check and lint first: they take seconds and fail for reasons that suites only hint at.
results.push(await step('build', async () => (await import('../proxy/build.mjs')).build()))
results.push(command('type check', ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json']))
results.push(command('lint', ['node_modules/@biomejs/biome/bin/biome', 'check', '.']))
results.push(suites())
finish(results)

/** A step that only counts when it fails. */
async function step(name, run) {
  title(name)
  try {
    await run()
    return { name, passed: 0, failed: 0, skipped: 0 }
  } catch (error) {
    console.error(error.message)
    return { name, passed: 0, failed: 1, skipped: 0 }
  }
}

function command(name, args) {
  title(name)
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
  return { name, passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 }
}

function suites() {
  title('suites')
  const folder = mkdtempSync(join(tmpdir(), 'sluice-test-'))
  const file = join(folder, 'results.json')
  try {
    const { status } = spawnSync(
      process.execPath,
      [
        'node_modules/vitest/vitest.mjs',
        'run',
        '--config',
        'test/vitest.config.ts',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${file}`,
        ...filters,
      ],
      { cwd: root, stdio: 'inherit' },
    )
    return count(JSON.parse(readFileSync(file, 'utf8')), status)
  } catch (error) {
    console.error(`The suites left no result: ${error.message}`)
    return { name: 'suites', passed: 0, failed: 1, skipped: 0 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Cases, and files that failed without a case of theirs failing (a file that does not load, an error between cases). */
function count(report, status) {
  const cases = report.testResults.flatMap(file => file.assertionResults)
  const failedCases = cases.filter(one => one.status === 'failed').length
  const brokenFiles = report.testResults.filter(
    file => file.status === 'failed' && !file.assertionResults.some(one => one.status === 'failed'),
  ).length
  const passed = cases.filter(one => one.status === 'passed').length
  const failed = failedCases + brokenFiles
  return {
    name: 'suites',
    passed,
    // Vitest also fails for errors outside every file.
    failed: failed === 0 && status !== 0 ? 1 : failed,
    skipped: cases.length - passed - failedCases,
  }
}

function title(name) {
  console.log(`\n== ${name} (${Math.round((Date.now() - started) / 1000)} s)`)
}

function finish(all) {
  const sum = key => all.reduce((total, one) => total + one[key], 0)
  const bad = all.filter(one => one.failed > 0)
  console.log(
    `\n${Math.round((Date.now() - started) / 1000)} s${bad.length > 0 ? `; failed: ${bad.map(one => one.name).join(', ')}` : ''}`,
  )
  const skipped = sum('skipped')
  console.log(`${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
  process.exit(sum('failed') > 0 ? 1 : 0)
}
