/** Words that several routes share: enums, times, counts, the shape of a failure. */
import { z } from 'zod'

export const actionSchema = z.enum(['allow', 'alert', 'redact', 'block'])
export const coverageSchema = z.enum(['full', 'partial', 'none'])
export const severitySchema = z.enum(['info', 'low', 'medium', 'high', 'critical'])
export const roleSchema = z.enum(['auditor', 'admin'])
export const kindSchema = z.enum([
  ...(['chat', 'completion', 'embedding', 'image', 'audio', 'count'] as const),
  ...(['draft', 'upload', 'websocket', 'message', 'other'] as const),
])
export const modeSchema = z.enum(['enforce', 'monitor'])
export const count = z.number().int().nonnegative()
export const amount = z.number().nonnegative()
/** Epoch milliseconds. */
export const instant = z.number().int()

/** In a query: epoch milliseconds or an ISO 8601 time. */
export const time = z
  .string()
  .max(40)
  .transform((text, context) => {
    const at = /^\d{1,16}$/.test(text) ? Number(text) : Date.parse(text)
    if (!Number.isNaN(at)) return at
    context.addIssue({ code: 'custom', message: 'must be epoch milliseconds or an ISO 8601 time' })
    return z.NEVER
  })
  .describe('Epoch milliseconds or an ISO 8601 time')
export const flag = z.enum(['true', 'false']).transform(value => value === 'true')
export const name = z.string().min(1).max(300)
export const digits = z.string().regex(/^\d{1,15}$/, 'must be a number')

export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  code: z.string(),
  retryAfterSeconds: z.number().int().optional(),
})
