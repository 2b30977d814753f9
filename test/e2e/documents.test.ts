/** Passages of a company's documents: a prompt that holds one is blocked, and the record names the document and never quotes it. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readDocuments } from '../../proxy/fingerprints/documents.ts'
import { openFingerprintKey } from '../../proxy/fingerprints/key.ts'
import { writePassageFile } from '../../proxy/fingerprints/passages.ts'
import { prose } from '../policy/fingerprints/prose.ts'
import { pdfFile, wordFile } from '../proxy/fingerprints/make-documents.ts'
import { openAudit } from './audit.ts'
import { proxyFetch } from './clients.ts'
import { startInProcess, temporaryFolder } from './start.ts'
import { makeTestCa } from './test-ca.ts'
import { startUpstream } from './upstream.ts'

const host = 'api.openai.com'
const policy = `detectors:
  contracts: { fingerprints: contracts.slfp }
rules:
  - { id: no-contracts, when: { content: { any_of: [contracts], confidence: medium } }, action: block }
`
const msa = prose(500, 1)
const nda = prose(200, 2)
const rows = (words: readonly string[]): string[] =>
  Array.from({ length: words.length / 10 }, (_, i) => words.slice(i * 10, i * 10 + 10).join(' '))

async function start() {
  const dir = temporaryFolder()
  mkdirSync(join(dir, 'data'), { mode: 0o700 })
  mkdirSync(join(dir, 'contracts'))
  writeFileSync(join(dir, 'contracts/msa.docx'), wordFile(rows(msa)))
  writeFileSync(join(dir, 'contracts/nda.pdf'), pdfFile(rows(nda)))
  const sources = {
    texts: readDocuments([join(dir, 'contracts')]),
    except: readDocuments([]),
    progress: () => undefined,
  }
  const key = openFingerprintKey(join(dir, 'data', 'fingerprint.key'))
  await writePassageFile(
    join(dir, 'contracts.slfp'),
    key,
    { kind: 'documents', name: 'contracts', ...sources },
    new Date(),
  )
  const ca = makeTestCa()
  const front = await startUpstream(ca, (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
  const sluice = await startInProcess({ dir, policy, upstreams: { [`${host}:443`]: front.port }, trust: [ca.file] })
  const fetch = proxyFetch(sluice)
  const say = async (content: string): Promise<number> => {
    const response = await fetch(`https://${host}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content }] }),
    })
    await response.text()
    return response.status
  }
  return { say, audit: openAudit(sluice) }
}

test('a passage is blocked however it is set, in small texts and in large ones; other text passes', async () => {
  const { say, audit } = await start()
  const edited = nda.slice(20, 80)
  for (let at = 5; at < 60; at += 10) edited[at] = 'other'
  expect(await say(`Shorten this:\n\n- ${rows(msa.slice(100, 150)).join('\n- **')}**`)).toBe(403)
  expect(await say(`${`${prose(2000, 5).join(' ')}. `.repeat(12)}\n> ${rows(edited).join('\n> ')}`)).toBe(403)
  expect(await say(prose(2000, 9).join(' '))).toBe(200)
  expect(await say(msa.slice(0, 15).join(' '))).toBe(200)

  const found = audit.rows().flatMap(row => audit.reader.event(row.id)!.findings)
  expect(found.map(({ detector, why }) => [detector, ...why]).sort()).toEqual([
    ['contracts', '50 words of contracts/msa.docx, 10 % of it'],
    ['contracts', expect.stringMatching(/^(59|60) words of contracts\/nda\.pdf, 30 % of it$/)],
  ])
  expect(JSON.stringify(found)).not.toContain(msa[120])
})
