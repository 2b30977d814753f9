/** An entry of `exemptions:`: rules, or findings, that do not count for somebody until a day, for a reason. */
import { z } from 'zod'
import { app } from './conditions/app.ts'
import { people } from './conditions/people.ts'
import { id, oneOrMany, text } from './fields.ts'

/** One shape for both uses; check-exemptions.ts says which keys go together. */
export const exemptionEntry = z.strictObject({
  id,
  rules: oneOrMany
    .optional()
    .describe(
      'Rules it takes out; also unknown_ai_apps and uninspected. With detectors, values, patterns or paths: rules for which those findings do not count. Default: all.',
    ),
  detectors: oneOrMany.optional().describe('Only findings of these detectors or categories are taken out.'),
  values: oneOrMany
    .optional()
    .describe(
      'Only these values: their keyed hashes, 32 hex digits, as events and `sluice exemptions hash` show them.',
    ),
  patterns: oneOrMany.optional().describe('Only values that one of these patterns (RE2) matches as a whole.'),
  paths: oneOrMany
    .optional()
    .describe(
      'Only text that stands there: globs on the URL path of the request, on the name of an uploaded or attached file, and in `sluice scan` on the path of the file.',
    ),
  people: people.schema.optional().describe('For whom. Default: everybody.'),
  app: app.schema.optional().describe('For which apps. Default: all.'),
  until: text.describe(
    'Last day, `2027-01-31` (in the time_zone of the policy), or an instant, `2027-01-31T18:00:00Z`.',
  ),
  reason: text.describe('Why, for the auditor: a ticket, a name.'),
})

export type PolicyExemption = z.infer<typeof exemptionEntry>

/** Keys that choose findings: with one of them an exemption takes out findings, without any it takes out rules. */
export const findingKeys = ['detectors', 'values', 'patterns', 'paths'] as const

export function isAboutFindings(entry: Partial<PolicyExemption>): boolean {
  return findingKeys.some(key => entry[key] !== undefined)
}

/** What begins the ids of exemptions that people make in the console or with `sluice exemptions add`. */
export const taughtPrefix = 'taught-'
