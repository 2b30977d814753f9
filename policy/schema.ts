/** The policy language, one file's worth: the one place where its keys are named. What they mean is docs/policies.md. */
import { z } from 'zod'
import { conditionKinds as kinds } from './conditions/index.ts'
import { actions } from './decision.ts'
import { detectorEntry } from './detector-entry.ts'
import { exemptionEntry as exemption } from './exemption-entry.ts'
import { id, oneOrMany, text } from './fields.ts'
import { severities } from './finding.ts'
import { redactionStyles } from './redaction-style.ts'
import { roles, segmentKinds } from './segment.ts'

const when = z
  .strictObject({
    people: kinds.people.schema.optional(),
    app: kinds.app.schema.optional(),
    provider: kinds.provider.schema.optional(),
    host: kinds.host.schema.optional(),
    model: kinds.model.schema.optional(),
    content: kinds.content.schema.optional(),
    direction: kinds.direction.schema.optional(),
    coverage: kinds.coverage.schema.optional(),
    time: kinds.time.schema.optional(),
  })
  .describe('Every condition here must hold. {} matches every request.')

/** How the person is told that something was replaced. */
export const notices = ['off', 'header', 'in_chat'] as const
export type NoticeKind = (typeof notices)[number]

const mode = z.enum(['enforce', 'monitor'])
const action = z.enum(actions)

const rule = z.strictObject({
  id: id.describe('Named in events, exemptions and tests.'),
  description: text.optional().describe('For the readers of this file and of the console.'),
  when,
  action: action.describe('allow, alert (record and pass), redact (replace what was found), block.'),
  redact_with: z
    .enum(redactionStyles)
    .optional()
    .describe(
      'What stands in the place of a value: irreversible [REDACTED:…]; restore: a placeholder that becomes the value again in the answer; mask: the last four characters; hash: keyed; synthetic: a reserved value of the same kind. Default: irreversible for secrets, restore for everything else.',
    ),
  mode: mode.optional().describe('monitor: this rule decides and is recorded, and changes nothing.'),
  message: text.optional().describe('Told to the person when the rule blocks. Quote it when it holds ": " or " #".'),
  severity: z.enum(severities).optional().describe('Default: block high, redact medium, alert low, allow info.'),
  notify: oneOrMany.optional().describe('Names under `notify:`.'),
})

const peopleGroup = z
  .strictObject({
    users: oneOrMany.optional().describe('User names or globs: `ann@example.com`, `*@eng.example.com`.'),
    networks: oneOrMany.optional().describe('Client addresses: `10.20.0.0/16`, `2001:db8::/32`, `10.0.0.7`.'),
    directory_groups: oneOrMany.optional().describe('Groups of the directory, or globs.'),
    people: oneOrMany.optional().describe('Other groups of `people:`, or users.'),
    not: oneOrMany.optional().describe('Groups or users that are not in it.'),
  })
  .describe('A person is in the group when any of users, networks, directory_groups or people fits and not does not.')

const amounts = (example: string) =>
  z
    .union([text, z.array(text).min(1, 'the list is empty')], {
      error: `must be an amount or a list of them, such as ${example}`,
    })
    .describe(`One amount or a list: ${example}.`)

const limit = z.strictObject({
  id,
  per: z.enum(['user', 'group', 'app', 'everyone']).describe('Whose use is added up. group: the groups of `people:`.'),
  when: z
    .strictObject({
      people: kinds.people.schema.optional(),
      app: kinds.app.schema.optional(),
      model: kinds.model.schema.optional(),
    })
    .optional()
    .describe('Which requests count. Default: all.'),
  requests: amounts('`120/min`, `2000/day`').optional(),
  tokens: amounts('`200k/hour`, `2M/day`').optional(),
  cost: amounts('`25 USD/day`, `400 USD/month`').optional(),
  action: z.enum(['block', 'alert']).optional().describe('Over it: refuse, or record and pass. Default: block.'),
  message: text.optional().describe('Told to the person who is over it.'),
  time_zone: text.optional().describe('For /day and /month. Default: the time_zone of the policy.'),
})

const notifyTarget = z.strictObject({
  webhook: z
    .strictObject({
      url: text.describe('`https://…`, or `env:NAME` to read it from a variable.'),
      secret: text.optional().describe('Signs the messages. `env:NAME` reads a variable.'),
    })
    .describe('Where messages are posted.'),
})

const app = z.strictObject({
  name: text.optional().describe('For people.'),
  hosts: oneOrMany
    .optional()
    .describe('`llm.example.com`, `*.llm.example.com`, `llm.example.com:8443`, `10.0.0.9:11434`.'),
  format: text.optional().describe('Provider id that reads it. Default: generic.'),
  sanctioned: z.boolean().optional().describe('The company allows it.'),
  intercept: z.boolean().optional().describe('false: never opened, passed blindly.'),
})

const message = z.strictObject({
  role: z.enum(roles).optional().describe('Default: user.'),
  kind: z.enum(segmentKinds).optional().describe('Default: prompt for the user, otherwise by role.'),
  text: z.string(),
})

/** A request as people write one: in tests, and for `sluice policy explain`. */
export const exampleRequest = z.strictObject({
  user: text.optional().describe('Default: test@example.com.'),
  groups: oneOrMany.optional().describe('Directory groups of the user.'),
  address: text.optional().describe('Client address. Default: 192.0.2.1.'),
  app: text.optional().describe('Default: the first app of the catalogue.'),
  provider: text.optional().describe('Default: the one of the app.'),
  host: text.optional().describe('Default: a host of the app.'),
  path: text.optional().describe('Path of the URL, `/v1/files`, for exemptions by path.'),
  model: text.optional(),
  direction: z.enum(['request', 'response']).optional().describe('Default: request.'),
  coverage: z.enum(['full', 'partial', 'none']).optional().describe('Default: full.'),
  at: text.optional().describe('Time of the request, `2027-01-31T18:00:00Z`. Default: now.'),
  text: z
    .string()
    .optional()
    .describe('What the person asks. {{sample:credit-card}} makes a value; {{sample:iban x5}} five.'),
  messages: z.array(message).min(1).optional().describe('Instead of text: several turns.'),
  tunnel: z.boolean().optional().describe('true: a tunnel to `host` that is not opened.'),
})

const test = z.strictObject({
  name: text,
  request: exampleRequest,
  expect: z.strictObject({
    action: action.optional().describe('What the rules call for.'),
    enforced: action.optional().describe('What is done: differs in monitor mode.'),
    rules: z
      .union([text, z.array(text)])
      .optional()
      .describe('Exactly these rules match, in any order.'),
    findings: oneOrMany.optional().describe('These detectors find something.'),
    redacted: z.string().optional().describe('The whole text after redaction.'),
    redacted_contains: oneOrMany.optional().describe('Parts of the text after redaction.'),
    redacted_lacks: oneOrMany.optional().describe('What the text after redaction no longer holds.'),
    message_contains: oneOrMany.optional().describe('Parts of the message for the person.'),
  }),
})

export const policySchema = z.strictObject({
  version: z.literal(1, { error: 'must be 1' }).describe('Version of this language.'),
  mode: mode.optional().describe('enforce, or monitor: decide and record, change nothing. Default: enforce.'),
  on_error: z
    .enum(['block', 'allow'])
    .optional()
    .describe('What a failure of Sluice means for the request. Default: block.'),
  uninspected: z
    .enum(['allow', 'alert', 'block'])
    .optional()
    .describe('What happens to requests of which a part cannot be read. Default: alert.'),
  unknown_ai_apps: z
    .enum(['allow', 'alert', 'block'])
    .optional()
    .describe('AI apps that neither sanctioned_apps nor an allow rule names. Default: allow.'),
  notice: z
    .enum(notices)
    .optional()
    .describe(
      'How people learn that values were replaced. header: x-sluice-redacted on the answer; in_chat: also one line at the end of the first answer of a conversation. Default: header.',
    ),
  time_zone: text.optional().describe('IANA name, for /day and /month, until and time. Default: UTC.'),
  sanctioned_apps: oneOrMany.optional().describe('Apps of the catalogue that the company allows.'),
  people: z.record(id, peopleGroup).optional().describe('Named groups of people.'),
  detectors: z.record(id, detectorEntry).optional().describe('Your own detectors, and changes to built-in ones.'),
  rules: z
    .array(rule)
    .optional()
    .describe('Every rule is looked at; the strictest action wins: block > redact > alert > allow.'),
  exemptions: z
    .array(exemption)
    .optional()
    .describe('Rules or findings that do not count, for somebody or everybody, until a day, for a reason.'),
  limits: z.array(limit).optional().describe('Rate limits and budgets.'),
  notify: z.record(id, notifyTarget).optional().describe('Who is told; named by rules.'),
  apps: z.record(id, app).optional().describe("Your own AI hosts, and changes to the catalogue's apps."),
  tests: z.array(test).optional().describe('Run by `sluice policy test`.'),
})

export type PolicyRule = z.infer<typeof rule>
export type PolicyLimit = z.infer<typeof limit>
export type PolicyTest = z.infer<typeof test>
export type ExampleRequest = z.infer<typeof exampleRequest>
export type PolicyAppEntry = z.infer<typeof app>
export type NotifyTarget = z.infer<typeof notifyTarget>
export type When = z.infer<typeof when>

/** Sections that are lists of items with an id (tests: a name), and sections that are blocks of items by id. */
export const listSections = { rules: rule, exemptions: exemption, limits: limit, tests: test } as const
export const blockSections = { people: peopleGroup, detectors: detectorEntry, notify: notifyTarget, apps: app } as const

const items = z.array(z.unknown()).optional()
const block = z.record(z.string(), z.unknown()).optional()

/** The file without its items: those are parsed one by one, so that one broken rule does not hide the next. */
export const outlineSchema = policySchema.extend({
  rules: items,
  exemptions: items,
  limits: items,
  tests: items,
  people: block,
  detectors: block,
  notify: block,
  apps: block,
})

/** Reserved: rules that the settings `unknown_ai_apps` and `uninspected` stand for. */
export const settingRules = ['unknown_ai_apps', 'uninspected'] as const

/** The JSON Schema of a policy file, in draft 7, which every YAML editor reads. Top-level `x-…` keys hold YAML anchors. */
export function policyJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(policySchema, { io: 'input', target: 'draft-7' })
  return { ...schema, title: 'Sluice policy', patternProperties: { '^x-': {} } }
}
