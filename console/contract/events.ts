/** Events: one per exchange, as a row and in full. No field can hold matched text. */
import { z } from 'zod'
import {
  actionSchema,
  amount,
  count,
  coverageSchema,
  flag,
  instant,
  kindSchema,
  modeSchema,
  name,
  severitySchema,
  time,
} from './parts.ts'

export const eventSummarySchema = z.object({
  id: z.string(),
  at: instant,
  user: z.string(),
  app: z.string(),
  host: z.string(),
  kind: kindSchema,
  model: z.string().optional(),
  action: actionSchema,
  enforced: actionSchema,
  severity: severitySchema,
  coverage: coverageSchema,
  rules: z.array(z.string()),
  detectors: z.record(z.string(), count),
  status: z.number().int().optional(),
  tokens: amount.optional(),
  costUsd: amount.optional(),
  durationMs: amount.optional(),
  ended: z.boolean(),
})

export const findingSchema = z.object({
  detector: z.string(),
  category: z.string(),
  severity: severitySchema,
  confidence: z.enum(['low', 'medium', 'high']),
  why: z.array(z.string()),
  place: z.string(),
  role: z.string(),
  kind: z.string(),
  start: count,
  length: count,
  mask: z.string(),
  hash: z.string(),
  redacted: z.boolean(),
  /** The exemption that left it out of every rule, or of one that would have counted it. */
  exemption: z.string().optional(),
})

const ruleHitSchema = z.object({
  rule: z.string(),
  action: actionSchema,
  reason: z.string(),
  exemption: z.string().optional(),
  severity: severitySchema,
  notify: z.array(z.string()),
})

const usageSchema = z.object({
  inputTokens: amount,
  outputTokens: amount,
  cachedInputTokens: amount,
  cacheWriteTokens: amount,
  reasoningTokens: amount,
  basis: z.enum(['measured', 'estimated']),
  model: z.string().optional(),
})

const outcomeSchema = z.object({
  status: z.number().int().optional(),
  usage: usageSchema.optional(),
  cost: z.object({ usd: amount.optional(), basis: z.enum(['measured', 'estimated', 'unknown']) }).optional(),
  durationMs: amount,
  firstByteMs: amount.optional(),
  ownMicros: amount,
  responseBytes: count,
  abortedBy: z.enum(['client', 'upstream', 'proxy']).optional(),
  error: z.string().optional(),
})

export const eventSchema = z.object({
  id: z.string(),
  parentId: z.string().optional(),
  at: instant,
  user: z.string(),
  identifiedBy: z.string(),
  groups: z.array(z.string()),
  clientAddress: z.string(),
  app: z.string(),
  provider: z.string(),
  host: z.string(),
  method: z.string(),
  path: z.string(),
  model: z.string().optional(),
  account: z.string().optional(),
  kind: kindSchema,
  stream: z.boolean(),
  coverage: z.object({ verdict: coverageSchema, reason: z.string().optional() }),
  findings: z.array(findingSchema),
  action: actionSchema,
  enforced: actionSchema,
  mode: modeSchema,
  rules: z.array(ruleHitSchema),
  severity: severitySchema,
  policyVersion: z.string(),
  refusal: z.object({ code: z.string(), status: z.number().int(), message: z.string() }).optional(),
  requestBytes: count,
  outcome: outcomeSchema.optional(),
})

export const eventPageSchema = z.object({ events: z.array(eventSummarySchema), next: z.string().optional() })
export const liveMessageSchema = z.object({ events: z.array(eventSummarySchema) })

export const eventFilterQuery = z.object({
  from: time.optional(),
  to: time.optional(),
  user: name.optional(),
  app: name.optional(),
  action: actionSchema.optional(),
  rule: name.optional(),
  detector: name.optional(),
  exemption: name.optional(),
  coverage: coverageSchema.optional(),
  kind: kindSchema.optional(),
  flagged: flag.optional(),
  modelCallsOnly: flag.optional(),
})
