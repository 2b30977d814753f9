/** Values leave as placeholders and come back as values, turn after turn, in each app's own stream. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { describe, expect, test } from 'vitest'
import { createLog } from '../../proxy/log.ts'
import { makeSecret } from '../secrets.ts'
import { openAudit } from './audit.ts'
import { proxyFetch, until } from './clients.ts'
import { echoModel, readChatgpt } from './echo-model.ts'
import { type Sluice, startInProcess } from './start.ts'
import { makeTestCa } from './test-ca.ts'
import { startUpstream, type Upstream } from './upstream.ts'

const policy = `
detectors:
  projects: { words: ["Project Bluebird"] }
rules:
  - { id: personal, when: { content: { any_of: [email-address, projects] } }, action: redact }
  - { id: keys, when: { content: { any_of: [secrets] } }, action: redact }
`
const hosts = ['api.openai.com:443', 'api.anthropic.com:443', 'chatgpt.com:443']
const placeholder = /ZQ(?:EMAIL|TERM)[34679][34679CDFHJKMNPRTWXY]{9}/g

interface Setting {
  readonly sluice: Sluice
  readonly upstream: Upstream
  readonly fetch: typeof fetch
  readonly log: string[]
}

async function start(
  options: { policy?: string; say?: (text: string) => string; dir?: string; settings?: object } = {},
): Promise<Setting> {
  const ca = makeTestCa()
  const upstream = await startUpstream(ca, echoModel(options.say))
  const log: string[] = []
  const sluice = await startInProcess({
    upstreams: Object.fromEntries(hosts.map(host => [host, upstream.port])),
    trust: [ca.file],
    policy: options.policy ?? policy,
    log: createLog('debug', { write: line => void log.push(line) }),
    ...(options.dir ? { dir: options.dir } : {}),
    ...(options.settings ? { settings: options.settings } : {}),
  })
  return { sluice, upstream, fetch: proxyFetch(sluice), log }
}

const bodies = (upstream: Upstream): string[] => upstream.requests().map(request => request.body.toString())
const personalValue = (): string => makeSecret('[a-z]{8}@[a-z]{7}-ag\\.de')

/** A turn of a conversation: what was said, what came back. */
type Talk = (said: string) => Promise<string>

function openaiTalk({ fetch }: Setting): Talk {
  const client = new OpenAI({ apiKey: 'sk-test', fetch, maxRetries: 0 })
  const messages: OpenAI.ChatCompletionMessageParam[] = []
  return async said => {
    messages.push({ role: 'user', content: said })
    let answer = ''
    for await (const chunk of await client.chat.completions.create({ model: 'm', messages, stream: true }))
      answer += chunk.choices[0]?.delta.content ?? ''
    messages.push({ role: 'assistant', content: answer })
    return answer
  }
}

function anthropicTalk({ fetch }: Setting): Talk {
  const client = new Anthropic({ apiKey: 'test', fetch, maxRetries: 0 })
  const messages: Anthropic.MessageParam[] = []
  return async said => {
    messages.push({ role: 'user', content: said })
    const final = await client.messages.stream({ model: 'm', max_tokens: 9, messages }).finalMessage()
    const answer = final.content.map(block => (block.type === 'text' ? block.text : '')).join('')
    messages.push({ role: 'assistant', content: answer })
    return answer
  }
}

function chatgptTalk({ fetch }: Setting): Talk {
  let conversation: string | undefined
  return async said => {
    const answer = await fetch('https://chatgpt.com/backend-api/f/conversation', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        action: 'next',
        messages: [{ author: { role: 'user' }, content: { content_type: 'text', parts: [said] } }],
        ...(conversation ? { conversation_id: conversation } : {}),
        model: 'm',
      }),
    })
    const stream = await answer.text()
    conversation = /"conversation_id":"([^"]+)"/.exec(stream)?.[1]
    return readChatgpt(stream)
  }
}

describe.each([
  ['OpenAI', openaiTalk],
  ['Anthropic', anthropicTalk],
  ['ChatGPT web', chatgptTalk],
] as const)('a conversation of several turns: %s', (_, open) => {
  test('placeholders are stable, values come back in every turn and never leave', async () => {
    const setting = await start()
    const talk = open(setting)
    const [mail, other] = [personalValue(), personalValue()]
    const said = [
      `Write to ${mail} about Project Bluebird.`,
      `And to ${other}, copy ${mail}.`,
      `Is ${mail} right for Project Bluebird?`,
    ]
    for (const text of said) expect(await talk(text)).toBe(`You said: ${text} Once more: ${text}`)
    const sent = bodies(setting.upstream)
    expect(sent.join()).not.toContain(mail)
    expect(sent.join()).not.toContain(other)
    expect(sent.join()).not.toContain('Bluebird')
    // Two mail addresses and one project over all turns: three placeholders.
    expect(new Set(sent.join().match(placeholder))).toHaveLength(3)
    expect(sent.at(-1)).not.toContain('ZQZQ')
  })

  test('nothing of the values is in the database, the logs or, afterwards, the vault', async () => {
    const setting = await start({ settings: { answers: { remember: 0.5 } } })
    const mail = personalValue()
    expect(await open(setting)(`Mail ${mail}`)).toContain(mail)
    await openAudit(setting.sluice).ended(1)
    for (const file of readdirSync(setting.sluice.dataDir, { recursive: true, encoding: 'utf8' })) {
      const bytes = readIfFile(join(setting.sluice.dataDir, file))
      expect(bytes.includes(mail), file).toBe(false)
    }
    expect(setting.log.join('\n')).not.toContain(mail)
    await until(() => setting.sluice.gate.vault.size === 0, 'the vault is empty')
  })
})

test('a restart gives a value that is sent again the placeholder it had', async () => {
  const first = await start()
  const text = `Ask ${personalValue()} about it`
  await openaiTalk(first)(text)
  await first.sluice.stop()
  const second = await start({ dir: first.sluice.dir })
  await openaiTalk(second)(text)
  const [before, after] = [bodies(first.upstream), bodies(second.upstream)].map(sent => sent.join().match(placeholder))
  expect(after).toEqual(before)
})

test('another person does not get the value of a placeholder', async () => {
  const setting = await start()
  const as = async (name: string): Promise<Setting> => {
    const password = makeSecret('[A-Za-z0-9]{20}')
    await setting.sluice.users.add({ name, role: 'employee', groups: [], password })
    const token = `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`
    return { ...setting, fetch: proxyFetch(setting.sluice, token) }
  }
  const mail = personalValue()
  const [ann, bob] = [await as('ann'), await as('bob')]
  // A web conversation: its values are remembered for later turns.
  expect(await chatgptTalk(ann)(`Ask ${mail}`)).toContain(mail)
  const made = bodies(setting.upstream).join().match(placeholder)![0]
  expect(await chatgptTalk(ann)(`What is ${made}?`)).toContain(mail)
  expect(await chatgptTalk(bob)(`What is ${made}?`)).toContain(made)
})

test('an answer in one piece is restored and has its length', async () => {
  const setting = await start()
  const client = new OpenAI({ apiKey: 'sk-test', fetch: setting.fetch, maxRetries: 0 })
  const mail = personalValue()
  const { data, response } = await client.chat.completions
    .create({ model: 'm', messages: [{ role: 'user', content: `Ask ${mail}` }] })
    .withResponse()
  expect(data.choices[0]!.message.content).toContain(mail)
  expect(Number(response.headers.get('content-length'))).toBeGreaterThan(0)
  expect(response.headers.get('x-sluice-redacted')).toMatch(
    /^1 value was replaced before sending: 1 .*Policy: personal$/,
  )
})

test('a secret is not put back, unless a rule says so', async () => {
  const key = makeSecret('AKIA[A-Z2-7]{16}')
  const plain = await start()
  expect(await openaiTalk(plain)(`Use ${key} now`)).toContain('[REDACTED:aws-access-key-id:1]')
  const restoring = await start({
    policy: policy.replace('[secrets] } }, action: redact', '[secrets] } }, action: redact, redact_with: restore'),
  })
  expect(await openaiTalk(restoring)(`Use ${key} now`)).toContain(key)
  expect(bodies(restoring.upstream).join()).not.toContain(key)
})

test.each([
  ['mask', /X{8}@X{7}-XX\.de|X{8}@/],
  ['hash', /\[HASH:email-address:[0-9a-f]{12}\]/],
  ['synthetic', /person-[0-9a-f]{8}@example\.com/],
])('redact_with: %s', async (style, shape) => {
  const setting = await start({
    policy: policy.replace('projects] } }, action: redact', `projects] } }, action: redact, redact_with: ${style}`),
  })
  const mail = personalValue()
  const answer = await openaiTalk(setting)(`Ask ${mail}`)
  expect(answer).not.toContain(mail)
  expect(answer).toMatch(shape)
})

describe('telling the person', () => {
  test.each([
    ['OpenAI', openaiTalk],
    ['Anthropic', anthropicTalk],
    ['ChatGPT web', chatgptTalk],
  ] as const)('one line at the end of the first answer, once: %s', async (_, open) => {
    const talk = open(await start({ policy: `notice: in_chat\n${policy}` }))
    const mail = personalValue()
    expect(await talk(`Mail ${mail}`)).toMatch(
      /\n\n\(1 value was replaced before sending: 1 e-?mail address\. Policy: personal\)$/i,
    )
    expect(await talk(`Mail ${mail} again`)).not.toContain('replaced before sending')
  })
})

describe('rules about answers', () => {
  const answers = (action: string): string =>
    `rules:\n  - { id: no-keys-back, when: { direction: response, content: { any_of: [secrets, email-address] } }, action: ${action}, message: "Answers with keys are stopped." }\n`

  test('redact: the value is gone wherever it was split', async () => {
    const setting = await start({ policy: answers('redact') })
    const key = makeSecret('AKIA[A-Z2-7]{16}')
    const answer = await openaiTalk(setting)(`The key is ${key} and nothing else.`)
    expect(answer).toBe(
      'You said: The key is [REDACTED:aws-access-key-id:1] and nothing else. Once more: The key is [REDACTED:aws-access-key-id:1] and nothing else.',
    )
    const rows = await openAudit(setting.sluice).ended(2)
    expect(rows[1]).toMatchObject({ parentId: rows[0]!.id, enforced: 'redact', rules: [{ rule: 'no-keys-back' }] })
    expect(JSON.stringify(rows)).not.toContain(key)
  })

  test('block: the stream ends with an error of the SDK before the value', async () => {
    const setting = await start({ policy: answers('block') })
    const key = makeSecret('AKIA[A-Z2-7]{16}')
    let got = ''
    const client = new OpenAI({ apiKey: 'sk-test', fetch: setting.fetch, maxRetries: 0 })
    const read = async (): Promise<void> => {
      for await (const chunk of await client.chat.completions.create({
        model: 'm',
        messages: [{ role: 'user', content: `It is ${key} ok` }],
        stream: true,
      }))
        got += chunk.choices[0]?.delta.content ?? ''
    }
    await expect(read()).rejects.toThrow(/Answers with keys are stopped/)
    expect(got).toMatch(/^You said: It i/)
    expect(got).not.toContain(key.slice(0, 6))
    const rows = await openAudit(setting.sluice).ended(2)
    expect(rows[0]).toMatchObject({ outcome: { abortedBy: 'proxy', error: 'policy_blocked' } })
    expect(rows[1]).toMatchObject({ enforced: 'block', refusal: { code: 'policy_blocked' } })
  })

  test('block: an answer in one piece becomes a refusal', async () => {
    const setting = await start({ policy: answers('block') })
    const client = new OpenAI({ apiKey: 'sk-test', fetch: setting.fetch, maxRetries: 0 })
    const asked = client.chat.completions.create({
      model: 'm',
      messages: [{ role: 'user', content: makeSecret('AKIA[A-Z2-7]{16}') }],
    })
    await expect(asked).rejects.toMatchObject({ status: 403, code: 'policy_blocked' })
  })

  test('alert: the answer passes as it came and is recorded', async () => {
    const setting = await start({ policy: answers('alert') })
    const mail = personalValue()
    expect(await anthropicTalk(setting)(`It is ${mail} ok`)).toBe(
      `You said: It is ${mail} ok Once more: It is ${mail} ok`,
    )
    const rows = await openAudit(setting.sluice).ended(2)
    expect(rows[1]).toMatchObject({
      action: 'alert',
      findings: [{ detector: 'email-address', kind: 'answer', role: 'assistant' }, {}],
    })
  })
})

function readIfFile(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EISDIR') return Buffer.alloc(0)
    throw cause
  }
}
