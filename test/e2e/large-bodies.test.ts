/** Large bodies are scanned beside the event loop: the same redaction, other requests go on, and a scan that fails is never a pass. */
import { expect, onTestFinished, test } from 'vitest'
import type { Policy } from '../../policy/policy.ts'
import { SluiceError } from '../../proxy/errors.ts'
import { silentLog } from '../../proxy/log.ts'
import { createScanPool } from '../../proxy/scan-pool.ts'
import { makeSecret } from '../secrets.ts'
import { openAudit } from './audit.ts'
import { proxyFetch } from './clients.ts'
import { type StartOptions, startInProcess } from './start.ts'
import { makeTestCa } from './test-ca.ts'
import { startUpstream } from './upstream.ts'

const host = 'api.openai.com'
const redactSecrets = 'rules:\n  - { id: no-secrets, when: { content: { any_of: [secrets] } }, action: redact }\n'
const key = makeSecret('AKIA[A-Z2-7]{16}')
const filler = 'const total = await fetchInvoices(customer.id, { page: 3, size: 50 })\n'
const large = filler.repeat(30_000)
/** For many outcomes at once: each waits for an estimate of its tokens. */
const estimateMs = 20_000

async function start(options: StartOptions) {
  const ca = makeTestCa()
  const bodies: string[] = []
  const front = await startUpstream(ca, async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    bodies.push(body)
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
  const sluice = await startInProcess({ upstreams: { [`${host}:443`]: front.port }, trust: [ca.file], ...options })
  const fetch = proxyFetch(sluice)
  const ask = (content: string) =>
    fetch(`https://${host}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content }] }),
    })
  return { sluice, ask, bodies, audit: openAudit(sluice) }
}

test('a key at the end of 2 MB is redacted and recorded, and small requests go on meanwhile', async () => {
  const { sluice, ask, bodies, audit } = await start({ policy: redactSecrets })
  const { policy } = sluice.gate
  // A scan of so much text in this process would be seen.
  const scanned: number[] = []
  const { scanner } = policy()
  const watched: Policy['scanner'] = {
    ...scanner,
    scan(texts) {
      scanned.push(texts.reduce((sum, { text }) => sum + text.length, 0))
      return scanner.scan(texts)
    },
  }
  Object.assign(sluice.gate, { policy: () => ({ ...policy(), scanner: watched }) })
  await (await ask('warm up')).text()
  const startedAt = performance.now()
  let answered = false
  const big = ask(`${large}use ${key}`).then(response => {
    answered = true
    return response
  })
  let longestMs = 0
  while (!answered) {
    const at = performance.now()
    await (await ask('small')).text()
    longestMs = Math.max(longestMs, performance.now() - at)
  }
  const wholeMs = performance.now() - startedAt
  expect((await big).headers.get('x-sluice-redacted')).toContain('AWS access key id')
  const left = bodies.find(body => body.length > large.length)!
  expect(left.endsWith('use [REDACTED:aws-access-key-id:1]"}]}')).toBe(true)
  expect(bodies.length).toBeGreaterThan(5)
  expect(longestMs).toBeLessThan(wholeMs / 2)
  expect(Math.max(...scanned)).toBeLessThan(1000)
  const rows = await audit.ended(bodies.length)
  expect(rows.filter(row => row.enforced === 'redact')).toHaveLength(1)
})

test.each([
  ['block', 403, 0],
  ['allow', 200, 1],
])('a large body that cannot be scanned follows on_error: %s', async (onError, status, sent) => {
  const { sluice, ask, bodies, audit } = await start({ policy: `on_error: ${onError}\n${redactSecrets}` })
  const scan = () =>
    Promise.reject(new SluiceError('inspection_failed', 'the request could not be inspected (scan): test'))
  Object.assign(sluice.gate, { scans: { ...sluice.gate.scans, inlineBytes: 65_536, scan } })
  const response = await ask(large)
  expect(response.status).toBe(status)
  expect(response.headers.get('x-sluice-coverage')).toBe('none')
  expect(bodies).toHaveLength(sent)
  expect((await audit.ended(1))[0]).toMatchObject({ coverage: { verdict: 'none' }, outcome: { status } })
})

test.each([
  ['block', 403],
  ['allow', 200],
])(
  'a burst on one process with room for three: each is redacted, or follows on_error: %s',
  async (onError, status) => {
    const { sluice, ask, bodies, audit } = await start({ policy: `on_error: ${onError}\n${redactSecrets}` })
    const entry = new URL('../../dist/scan-worker.js', import.meta.url)
    const pool = createScanPool({ entry, processes: 1, inlineBytes: 65_536, maxQueue: 3, log: silentLog })
    onTestFinished(() => pool.close())
    Object.assign(sluice.gate, { scans: pool })
    const size = 24
    const body = `${filler.repeat(8000)}use ${key}`
    const answers = await Promise.all(Array.from({ length: size }, () => ask(body)))
    const coverages = answers.map(one => `${one.status} ${one.headers.get('x-sluice-coverage')}`)
    await Promise.all(answers.map(one => one.text()))
    const scanned = coverages.filter(one => one === '200 full').length
    expect(scanned).toBeGreaterThanOrEqual(4)
    expect(scanned).toBeLessThan(size)
    expect(coverages.filter(one => one === `${status} none`)).toHaveLength(size - scanned)
    expect(bodies.filter(one => !one.includes(key))).toHaveLength(scanned)
    expect(bodies).toHaveLength(onError === 'allow' ? size : scanned)
    const rows = await audit.ended(size, {}, estimateMs)
    expect(rows.filter(row => row.coverage.verdict === 'none')).toHaveLength(size - scanned)
    expect(rows.filter(row => row.enforced === 'redact')).toHaveLength(scanned)
    // The pool is not stuck.
    expect((await ask(body)).headers.get('x-sluice-coverage')).toBe('full')
  },
  60_000,
)
