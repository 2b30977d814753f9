/** Exemptions: those of the policy file, and those that people teach from an event. */
import { z } from 'zod'
import { count, instant, name } from './parts.ts'

const use = z.object({ requests: count, findings: count }).describe('Requests, findings and rules of the last 30 days')

const list = z.array(z.string()).readonly()

/** One of the policy file. What chooses findings is empty where it takes out whole rules. */
export const fileExemptionSchema = z.object({
  id: z.string(),
  /** Empty: every rule. */
  rules: list,
  detectors: list,
  values: list,
  patterns: list,
  paths: list,
  people: list,
  apps: list,
  reason: z.string(),
  until: instant,
  file: z.string(),
  line: z.number().int(),
})

export const exemptionScopeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('everyone') }),
  z.object({ kind: z.literal('user'), user: z.string() }),
  z.object({ kind: z.literal('app'), app: z.string() }),
])

export const taughtExemptionSchema = z.object({
  id: z.string(),
  detector: z.string(),
  hash: z.string(),
  mask: z.string(),
  scope: exemptionScopeSchema,
  reason: z.string(),
  until: instant,
  createdBy: z.string(),
  createdAt: instant,
  fromEvent: z.string().optional(),
  revokedBy: z.string().optional(),
  revokedAt: instant.optional(),
})

export const exemptionsSchema = z.object({
  file: z.array(fileExemptionSchema.extend({ used: use })),
  taught: z.array(taughtExemptionSchema.extend({ used: use })),
})

export const newExemptionBody = z.strictObject({
  event: name,
  finding: z.number().int().min(0).describe('Index into the findings of the event'),
  scope: z.enum(['everyone', 'user', 'app']).describe('For everyone, for the person of the event, or in its app'),
  reason: z.string().trim().min(1, 'say why').max(500),
  until: instant.describe('First instant at which it no longer holds, at most one year ahead'),
})
