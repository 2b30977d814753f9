/** After a conversation nothing of its values is left in the memory of the process: read from a heap snapshot. */
import { closeSync, fstatSync, openSync, readdirSync, readFileSync, readSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import OpenAI from 'openai'
import { expect, test } from 'vitest'
import { makeSecret } from '../secrets.ts'
import { openTunnel, proxyFetch, until } from './clients.ts'
import { echoModel, readChatgpt } from './echo-model.ts'
import { startProcess, temporaryFolder } from './start.ts'
import { makeTestCa } from './test-ca.ts'
import { startUpstream } from './upstream.ts'

/** What a conversation of a web app is remembered for, in seconds: its end. */
const remember = 1

test('a value is in the heap while its conversation lasts, and not afterwards', { timeout: 150_000 }, async () => {
  const ca = makeTestCa()
  const upstream = await startUpstream(ca, echoModel())
  const dir = temporaryFolder()
  const hosts = ['api.openai.com:443', 'chatgpt.com:443']
  const sluice = await startProcess({
    dir,
    policy: 'rules:\n  - { id: personal, when: { content: email-address }, action: redact }\n',
    upstreams: Object.fromEntries(hosts.map(host => [host, upstream.port])),
    trust: [ca.file],
    settings: { answers: { remember }, console: { enabled: false } },
    env: { NODE_OPTIONS: `--heapsnapshot-signal=SIGUSR2 --diagnostic-dir=${dir}` },
  })
  const fetch = proxyFetch({ proxyUrl: sluice.proxyUrl, caFile: sluice.caFile })
  const mail = makeSecret('[a-z]{12}@[a-z]{9}-ag\\.de')

  const client = new OpenAI({ apiKey: 'sk-test', fetch, maxRetries: 0 })
  const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: 'user', content: `Write to ${mail}` }]
  let answer = ''
  for await (const chunk of await client.chat.completions.create({ model: 'm', messages, stream: true }))
    answer += chunk.choices[0]?.delta.content ?? ''
  expect(answer).toContain(mail)

  const web = await fetch('https://chatgpt.com/backend-api/f/conversation', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      messages: [{ author: { role: 'user' }, content: { content_type: 'text', parts: [`Ask ${mail}`] } }],
    }),
  })
  expect(readChatgpt(await web.text())).toContain(mail)
  expect(await heapHolds(dir, sluice.child.pid!, mail)).toBe(true)

  await new Promise(resolve => setTimeout(resolve, remember * 1000 + 1500))
  // Requests of somebody else: buffers that are used again, tables that are swept.
  await (await openTunnel(sluice.proxyUrl, 'api.openai.com:443')).socket.destroy()
  await client.chat.completions.create({ model: 'm', messages: [{ role: 'user', content: 'hello' }] })
  // Counting the tokens of an answer without usage takes a while, and the exchange is not over before.
  let held = true
  for (const end = Date.now() + 60_000; held && Date.now() < end; ) {
    held = await heapHolds(dir, sluice.child.pid!, mail)
    if (held) await new Promise(resolve => setTimeout(resolve, 2000))
  }
  expect(held).toBe(false)
})

async function heapHolds(dir: string, pid: number, text: string): Promise<boolean> {
  const snapshots = (): string[] => readdirSync(dir).filter(name => name.endsWith('.heapsnapshot'))
  process.kill(pid, 'SIGUSR2')
  await until(() => snapshots().length > 0 && isWhole(join(dir, snapshots()[0]!)), 'the heap snapshot', 60_000)
  const path = join(dir, snapshots()[0]!)
  const holds = readFileSync(path).includes(text)
  unlinkSync(path)
  return holds
}

/** The last member of a snapshot is its strings. */
function isWhole(path: string): boolean {
  const tail = Buffer.alloc(20)
  const file = openSync(path, 'r')
  readSync(file, tail, 0, 20, Math.max(0, fstatSync(file).size - 20))
  closeSync(file)
  return tail.toString().replaceAll('\0', '').trimEnd().endsWith(']}')
}
