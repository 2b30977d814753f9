/** curl as a person would try it: `-x` and `--cacert`, HTTP/1.1 and HTTP/2, and the proxy's own pages. */
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { makeSecret } from '../secrets.ts'
import { openAudit } from './audit.ts'
import { type Sluice, startInProcess, temporaryFolder } from './start.ts'
import { makeTestCa } from './test-ca.ts'
import { startPlain, startUpstream } from './upstream.ts'

const run = promisify(execFile)
const host = 'api.openai.com'

async function start(policy = '') {
  const ca = makeTestCa()
  const front = await startUpstream(ca, (request, response) => {
    response.writeHead(200, { 'content-type': 'text/plain' })
    request.pipe(response)
  })
  const plain = await startPlain((request, response) =>
    response.end(`${request.method} ${request.url} ${request.headers.host}`),
  )
  const sluice = await startInProcess({
    upstreams: { [`${host}:443`]: front.port, 'intranet.example:80': plain.port },
    trust: [ca.file],
    policy,
  })
  return { sluice, front }
}

/** Runs curl with the proxy and its CA; rejects when curl does. */
async function curl(sluice: Sluice, ...args: string[]): Promise<string> {
  const { stdout } = await run('curl', [
    '-sS',
    '--max-time',
    '20',
    '-x',
    sluice.proxyUrl,
    '--cacert',
    sluice.caFile,
    ...args,
  ])
  return stdout
}

describe.each(['--http1.1', '--http2'])('curl %s', version => {
  test('sends and receives', async () => {
    const { sluice, front } = await start()
    const output = await curl(
      sluice,
      version,
      '-w',
      '\n%{http_version} %{http_code}',
      '-d',
      '{"input":"x"}',
      '-H',
      'content-type: application/json',
      `https://${host}/v1/embeddings`,
    )
    expect(output).toBe(`{"input":"x"}\n${version === '--http2' ? '2' : '1.1'} 200`)
    expect(front.requests()[0]).toMatchObject({ method: 'POST', target: '/v1/embeddings' })
  })

  test('a large upload and its echo come through whole', async () => {
    const { sluice } = await start()
    const file = join(temporaryFolder(), 'body')
    const text = JSON.stringify({ input: 'lorem ipsum '.repeat(200_000) })
    writeFileSync(file, text)
    const output = await run(
      'curl',
      [
        '-sS',
        '-x',
        sluice.proxyUrl,
        '--cacert',
        sluice.caFile,
        version,
        '-H',
        'content-type: application/json',
        '--data-binary',
        `@${file}`,
        `https://${host}/v1/embeddings`,
      ],
      { maxBuffer: 10_000_000 },
    )
    expect(output.stdout === text).toBe(true)
  })

  test('a blocked request says why and names the event', async () => {
    const { sluice, front } = await start(
      'rules:\n  - { id: no-secrets, when: { content: { any_of: [secrets] } }, action: block, message: Keys stay here. }\n',
    )
    const output = await curl(
      sluice,
      version,
      '-w',
      '\n%{http_code}',
      '-d',
      JSON.stringify({ input: makeSecret('AKIA[A-Z2-7]{16}') }),
      '-H',
      'content-type: application/json',
      `https://${host}/v1/embeddings`,
    )
    const [row] = await openAudit(sluice).ended(1)
    expect(output).toMatch(/403$/)
    expect(output).toContain('Keys stay here.')
    expect(output).toContain(row!.id)
    expect(front.connections()).toBe(0)
  })

  test('a body over the cap is refused with 413, not with a broken connection', async () => {
    const ca = makeTestCa()
    const front = await startUpstream(ca, (_, response) => response.end('reached'))
    const sluice = await startInProcess({
      upstreams: { [`${host}:443`]: front.port },
      trust: [ca.file],
      settings: { proxy: { max_body_bytes: 1_000_000 } },
    })
    const file = join(temporaryFolder(), 'body')
    writeFileSync(file, JSON.stringify({ input: 'x'.repeat(8_000_000) }))
    for (const framing of [[], ['-H', 'transfer-encoding: chunked']]) {
      if (version === '--http2' && framing.length > 0) continue
      const output = await curl(
        sluice,
        version,
        '-w',
        '\n%{http_code}',
        '-H',
        'content-type: application/json',
        '-H',
        'expect:',
        ...framing,
        '--data-binary',
        `@${file}`,
        `https://${host}/v1/embeddings`,
      )
      expect(output).toMatch(/larger than 1000000 bytes[\s\S]*413$/)
    }
    expect(front.connections()).toBe(0)
  })
})

test('plain http:// is forwarded, or refused by the same policy', async () => {
  const { sluice } = await start(
    'rules:\n  - { id: no-wiki, when: { host: wiki.example }, action: block, message: Not there. }\n',
  )
  expect(await curl(sluice, 'http://intranet.example/page?q=1')).toBe('GET /page?q=1 intranet.example')
  expect(await curl(sluice, '-w', '\n%{http_code}', 'http://wiki.example/')).toMatch(/Not there\.[\s\S]*403$/)
  expect(await curl(sluice, '-w', '\n%{http_code}', 'http://intranet.example:25/')).toMatch(/port 25[\s\S]*403$/)
})

test('an AI host asked over plain http:// is inspected like any other', async () => {
  const plain = await startPlain((request, response) => request.pipe(response))
  const sluice = await startInProcess({
    upstreams: { 'llm.acme.example:80': plain.port },
    policy:
      'apps:\n  house-llm: { hosts: ["llm.acme.example", "llm.acme.example:80"], format: openai }\nrules:\n  - { id: no-secrets, when: { content: { any_of: [secrets] } }, action: redact }\n',
  })
  const key = makeSecret('AKIA[A-Z2-7]{16}')
  const body = JSON.stringify({ model: 'm', messages: [{ role: 'user', content: key }] })
  const output = await curl(
    sluice,
    '-d',
    body,
    '-H',
    'content-type: application/json',
    'http://llm.acme.example/v1/chat/completions',
  )
  expect(output).toBe(body.replace(key, '[REDACTED:aws-access-key-id:1]'))
  expect((await openAudit(sluice).ended(1))[0]).toMatchObject({ app: 'house-llm', enforced: 'redact' })
})

test('the proxy answers for itself: PAC file, CA and health', async () => {
  const { sluice } = await start()
  const own = async (path: string) => (await run('curl', ['-sS', '-i', `${sluice.proxyUrl}${path}`])).stdout
  const pac = await own('/proxy.pac')
  expect(pac).toMatch(/application\/x-ns-proxy-autoconfig/i)
  expect(pac).toContain(sluice.proxyAddress)
  expect(pac).toContain('api.openai.com')
  const pem = await own('/ca.pem')
  expect(pem).toContain('BEGIN CERTIFICATE')
  expect(pem).not.toContain('PRIVATE')
  expect(await own('/healthz')).toMatch(/200 OK[\s\S]*"status": "ok"/)
  expect(await own('/v1/models')).toMatch(/404 Not Found[\s\S]*This is the Sluice proxy/)
})
