/** How the running proxy is doing: the policy in force, the listener, the audit store, the counters of limits. */
import { z } from 'zod'
import { fileExemptionSchema } from './exemptions.ts'
import { amount, count, instant, modeSchema } from './parts.ts'

export const policyProblemSchema = z.object({
  file: z.string(),
  line: z.number().int().optional(),
  column: z.number().int().optional(),
  message: z.string(),
})

export const statusSchema = z.object({
  policy: z.object({
    version: z.string(),
    mode: modeSchema,
    path: z.string(),
    loadedAt: instant,
    /** Not empty: the file on disk is broken and the policy above is the one before it. */
    errors: z.array(policyProblemSchema),
    warnings: z.array(policyProblemSchema),
    exemptions: z.array(fileExemptionSchema),
  }),
  proxy: z.object({ listen: z.string(), startedAt: instant, version: z.string(), pacUrl: z.string() }),
  audit: z.object({ queued: count, failed: count, lastError: z.string().optional() }),
  limits: z
    .array(
      z.object({
        limit: z.string(),
        key: z.string(),
        metric: z.enum(['requests', 'tokens', 'cost']),
        amount,
        used: amount,
        reserved: amount,
        resetsAt: instant.optional(),
      }),
    )
    .optional(),
})
