/** `sluice policy explain`: what each rule says about one request, or about every row of a stream of them. */
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { text as readAll } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { buildRequest, type ExampleHost } from '../../policy/example-request.ts'
import { type Explanation, explain } from '../../policy/explain.ts'
import { formatProblem } from '../../policy/load.ts'
import { didYouMean } from '../../policy/nearest.ts'
import type { Policy } from '../../policy/policy.ts'
import { type ExampleRequest, exampleRequest } from '../../policy/schema.ts'
import { SettingsError } from '../errors.ts'
import { knownApps } from '../providers/catalogue.ts'
import { exampleHost } from './example-host.ts'
import { expected } from './expected.ts'
import { loadPolicyAt } from './load-policy.ts'
import type { CliContext, Command } from './types.ts'
import { valueHash } from './value-hash.ts'

export const explainCommand: Command = {
  name: 'policy explain',
  summary: 'Show what every rule says about a request, and why. The text is the argument or standard input.',
  usage:
    'sluice policy explain [TEXT] [--policies PATH] [--user NAME] [--group NAME]... [--address IP] [--app ID] [--provider ID] [--host NAME] [--path PATH] [--model NAME] [--at TIME] [--json | --jsonl]',
  run: (args, context) => expected(explainCommand, context, () => run(args, context)),
}

const flags = {
  policies: { type: 'string' },
  user: { type: 'string' },
  group: { type: 'string', multiple: true },
  address: { type: 'string' },
  app: { type: 'string' },
  provider: { type: 'string' },
  host: { type: 'string' },
  path: { type: 'string' },
  model: { type: 'string' },
  at: { type: 'string' },
  direction: { type: 'string' },
  coverage: { type: 'string' },
  json: { type: 'boolean' },
  jsonl: { type: 'boolean' },
} as const

async function run(args: readonly string[], context: CliContext): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: flags })
  const { policies, json, jsonl, group, ...fields } = values
  const policy = await load(policies ?? context.settings().policies, context)
  const { hash, note } = valueHash(policy, context.settings)
  if (note !== undefined) context.stderr.write(`${note}\n`)
  const hostFor = (samples: boolean): ExampleHost => ({
    ...exampleHost(policy, context.now(), samples),
    ...(hash && { hash }),
  })
  if (jsonl) {
    if (positionals.length > 0) throw new SettingsError('--jsonl reads rows from standard input, not a text')
    await explainRows(policy, hostFor(false), context)
    return 0
  }
  const typed = positionals.length > 0
  const text = typed ? positionals.join(' ') : await readAll(context.stdin)
  const parsed = exampleRequest.safeParse({ ...fields, ...(group && { groups: group }), text })
  if (!parsed.success)
    throw new SettingsError(parsed.error.issues.map(issue => `--${issue.path.join('.')}: ${issue.message}`).join('\n'))
  const host = hostFor(typed)
  if (fields.app !== undefined && !host.app(fields.app)) {
    const apps = [...knownApps, ...policy.apps.map(app => app.id)]
    throw new SettingsError(`--app ${fields.app}: no app has this id${didYouMean(fields.app, apps)}`)
  }
  const explanation = explain(policy, buildRequest(parsed.data, policy, host))
  context.stdout.write(json ? `${JSON.stringify(explanation)}\n` : human(explanation))
  return 0
}

async function load(path: string, context: CliContext): Promise<Policy> {
  const loaded = await loadPolicyAt(path, context)
  if (!loaded.ok) throw new SettingsError(loaded.errors.map(formatProblem).join('\n'))
  return loaded.policy
}

/** A row of the contract; further keys are carried past. */
const row = z.object({ ...exampleRequest.shape, id: z.union([z.string(), z.number()]).optional() })

/** `{"id","user","app","text",…}` in, `{"id","action","rules","findings","redacted"}` out, in order, as they come. */
async function explainRows(policy: Policy, host: ExampleHost, context: CliContext): Promise<void> {
  let line = 0
  for await (const input of createInterface({ input: context.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    line++
    if (input.trim() === '') continue
    const { id, ...example } = readRow(input, line)
    const answer = { id: id ?? null, ...summary(explain(policy, buildRequest(example, policy, host)), example) }
    if (!context.stdout.write(`${JSON.stringify(answer)}\n`)) await once(context.stdout, 'drain')
  }
}

function readRow(input: string, line: number): z.infer<typeof row> {
  const parsed = row.safeParse(parseJson(input, line))
  if (parsed.success) return parsed.data
  // Paths and kinds only: zod's messages for these shapes quote no text.
  const issue = parsed.error.issues[0]!
  throw new SettingsError(`line ${line}: ${issue.path.join('.') || 'row'}: ${issue.message}`)
}

/** The parser's own message would quote the text. */
function parseJson(input: string, line: number): unknown {
  try {
    return JSON.parse(input)
  } catch (cause) {
    throw new SettingsError(`line ${line}: not JSON`, { cause: cause instanceof SyntaxError ? undefined : cause })
  }
}

function summary({ decision, findings, redacted }: Explanation, example: ExampleRequest): object {
  const counted = decision.rules.filter(hit => hit.exemption === undefined)
  return {
    action: decision.action,
    enforced: decision.enforced,
    rules: counted.map(hit => hit.rule),
    reasons: Object.fromEntries(counted.map(hit => [hit.rule, hit.reason])),
    exempted: decision.rules.filter(hit => hit.exemption !== undefined).map(hit => hit.rule),
    // `text` is the message, where there are several.
    findings: findings.map(({ detector, category, start, end, confidence, text, mask, exemption }) => ({
      ...(example.messages && { text }),
      detector,
      category,
      start,
      end,
      confidence,
      mask,
      ...(exemption !== undefined && { exemption }),
    })),
    redacted: redacted === undefined ? null : example.messages ? redacted : (redacted[0] ?? ''),
    ...(decision.message !== undefined && { message: decision.message }),
  }
}

function human({ decision, rules, findings, redacted }: Explanation): string {
  const differs = decision.enforced === decision.action ? '' : `, enforced: ${decision.enforced} (monitor)`
  const lines = [`action: ${decision.action}${differs}`]
  if (decision.message !== undefined) lines.push(`message: ${decision.message}`)
  lines.push('', 'rules:')
  for (const { rule, action, matched, exemption, mode, because } of rules) {
    const state = !matched ? 'no match' : exemption ? `exempted by ${exemption}` : action
    lines.push(`  ${matched && !exemption ? '*' : ' '} ${rule}: ${state}${mode === 'monitor' ? ' (on trial)' : ''}`)
    for (const clause of because) lines.push(`      ${clause}`)
  }
  lines.push('', findings.length === 0 ? 'findings: none' : 'findings:')
  for (const { detector, confidence, place, start, mask, why, exemption } of findings) {
    const exempt = exemption === undefined ? '' : `exempt: ${exemption}; `
    lines.push(`    ${detector} ${mask} at ${place}:${start}, ${exempt}${confidence} confidence: ${why.join(', ')}`)
  }
  if (redacted !== undefined)
    lines.push('', 'would be sent:', ...redacted.map(text => `    ${text.replaceAll('\n', '\n    ')}`))
  return `${lines.join('\n')}\n`
}
