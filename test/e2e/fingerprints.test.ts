/** Rows of a company's own table: what has two columns of one row is redacted, in small texts and in large ones; files made anew are taken, damaged ones are not. */
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { openFingerprintKey } from '../../proxy/fingerprints/key.ts'
import { makeRecords } from '../../proxy/fingerprints/records-make.ts'
import { proxyFetch } from './clients.ts'
import { startInProcess, temporaryFolder } from './start.ts'
import { makeTestCa } from './test-ca.ts'
import { startUpstream } from './upstream.ts'

const host = 'api.openai.com'
const policy = `detectors:
  customers: { fingerprints: customers.slfp, columns: [email, iban, name+dob], together: 2 }
rules:
  - { id: no-customers, when: { content: customers }, action: redact }
`
const table = `email,iban,name,dob
jane.doe@acme.example,DE89370400440532013000,Jane Doe,2001-03-04
li.wang@corp.example,GB82WEST12345698765432,"Wang, Li",1988-05-06
`
const jane = 'jane.doe@acme.example has DE89 3704 0044 0532 0130 00'
const mixed = 'jane.doe@acme.example has GB82 WEST 1234 5698 7654 32'

async function fingerprint(dir: string, text: string): Promise<void> {
  const data = join(dir, 'data')
  mkdirSync(data, { recursive: true, mode: 0o700 })
  writeFileSync(join(dir, 'customers.csv'), text)
  await makeRecords({
    file: join(dir, 'customers.csv'),
    stdin: process.stdin,
    columns: ['email', 'iban', 'name+dob'],
    out: join(dir, 'customers.slfp'),
    key: openFingerprintKey(join(data, 'fingerprint.key')),
    source: 'customers.csv',
    common: 20,
    now: new Date(),
    progress: () => undefined,
  })
}

async function start() {
  const dir = temporaryFolder()
  await fingerprint(dir, table)
  const ca = makeTestCa()
  const bodies: string[] = []
  const front = await startUpstream(ca, async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    bodies.push(body)
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
  const sluice = await startInProcess({ dir, policy, upstreams: { [`${host}:443`]: front.port }, trust: [ca.file] })
  const fetch = proxyFetch(sluice)
  /** What reaches the model. */
  const sent = async (content: string): Promise<string> => {
    const response = await fetch(`https://${host}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content }] }),
    })
    expect(response.status).toBe(200)
    await response.text()
    return bodies.at(-1)!
  }
  return { sluice, dir, sent }
}

test('columns of one row are redacted, those of two rows are not, nor the text between', async () => {
  const { sent } = await start()
  const body = await sent(`Why is it that ${jane}?`)
  expect(body).not.toContain('jane.doe')
  expect(body).not.toContain('0532')
  expect(body).toMatch(/Why is it that .* has .*\?/)
  expect(await sent(mixed)).toContain(mixed)
})

test('they are found in base64, and in a large text that is scanned in a process of its own', async () => {
  const { sent } = await start()
  const encoded = Buffer.from(`please look: ${jane}, thank you very much`).toString('base64')
  expect(await sent(`decode ${encoded}`)).not.toContain(encoded)
  const large = await sent(`${'The quick brown fox jumps over the lazy dog. '.repeat(5_000)}${jane}`)
  expect(large).not.toContain('jane.doe')
  expect(large).not.toContain('0532')
})

test('a file that was made anew counts within two seconds; a damaged one does not, and the old one stays in force', async () => {
  const { sluice, dir, sent } = await start()
  const { policy: inForce } = sluice.gate
  const first = inForce().version
  await fingerprint(dir, table.replace('jane.doe@', 'jane.roe@'))
  await vi.waitFor(() => expect(inForce().version).not.toBe(first), { timeout: 2000, interval: 20 })
  expect(await sent(jane)).toContain(jane)
  const second = inForce().version
  const damaged = readFileSync(join(dir, 'customers.slfp')).subarray(0, -5)
  writeFileSync(join(dir, 'next.slfp'), damaged)
  renameSync(join(dir, 'next.slfp'), join(dir, 'customers.slfp'))
  await new Promise(resolve => setTimeout(resolve, 1500))
  expect(inForce().version).toBe(second)
  // Also by a process that is started only now.
  const large = `${'The quick brown fox jumps over the lazy dog. '.repeat(5_000)}${jane.replace('doe', 'roe')}`
  expect(await sent(large)).not.toContain('jane.roe')
  expect(readdirSync(join(dir, 'data', 'fingerprints')).length).toBeLessThanOrEqual(2)
})

test('a start is refused when the fingerprints are missing, damaged or of another key, with line and column', async () => {
  const dir = temporaryFolder()
  const refused = (reason: RegExp) => expect(startInProcess({ dir, policy })).rejects.toThrow(reason)
  await refused(/policies\.yaml:3:30: customers\.slfp: does not exist/)
  await fingerprint(dir, table)
  const whole = readFileSync(join(dir, 'customers.slfp'))
  writeFileSync(join(dir, 'customers.slfp'), whole.subarray(0, -1))
  await refused(/policies\.yaml:3:30: customers\.slfp: is damaged/)
  writeFileSync(join(dir, 'customers.slfp'), whole)
  writeFileSync(join(dir, 'data', 'fingerprint.key'), Buffer.alloc(32, 1))
  await refused(/policies\.yaml:3:30: customers\.slfp: was made with another key/)
})
