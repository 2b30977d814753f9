/** Figures over a range of time: the overview, people, and what filters can offer. */
import { z } from 'zod'
import { amount, count, digits, instant, time } from './parts.ts'

const totalsShape = {
  requests: count,
  people: count,
  tokens: amount,
  costUsd: amount,
  costMeasuredShare: z.number().min(0).max(1),
  allowed: count,
  alerted: count,
  redacted: count,
  blocked: count,
  unpriced: count,
}
export const totalsSchema = z.object(totalsShape)
export const bucketSchema = z.object({ ...totalsShape, at: instant })
const rankedShape = { name: z.string(), requests: count, tokens: amount, costUsd: amount, flagged: count }
export const rankedSchema = z.object(rankedShape)
export const detectorCountSchema = z.object({ name: z.string(), findings: count })

export const overviewSchema = z.object({
  totals: totalsSchema,
  previous: totalsSchema,
  buckets: z.array(bucketSchema),
  topPeople: z.array(rankedSchema),
  topApps: z.array(rankedSchema),
  topModels: z.array(rankedSchema),
  topDetectors: z.array(detectorCountSchema),
  coverage: z.object({ full: count, partial: count, none: count }),
})

export const personRowSchema = z.object({
  ...rankedShape,
  redacted: count,
  blocked: count,
  alerted: count,
  lastSeen: instant,
  apps: z.array(z.string()),
})

export const personSchema = z.object({
  person: personRowSchema,
  buckets: z.array(bucketSchema),
  apps: z.array(rankedSchema),
  models: z.array(rankedSchema),
  detectors: z.array(detectorCountSchema),
})

export const facetsSchema = z.object({
  users: z.array(z.string()),
  apps: z.array(z.string()),
  rules: z.array(z.string()),
  detectors: z.array(z.string()),
  models: z.array(z.string()),
})

export const rangeQuery = z.object({ from: time, to: time })
export const bucketedQuery = rangeQuery.extend({ bucketMs: digits.transform(Number).optional() })
export const peopleOrderSchema = z.enum(['costUsd', 'requests', 'tokens', 'flagged', 'lastSeen', 'name'])
