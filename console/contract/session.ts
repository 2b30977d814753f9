/** Signing in, sessions, passwords and API tokens. */
import { z } from 'zod'
import { instant, roleSchema } from './parts.ts'

export const sessionSchema = z.object({
  user: z.string(),
  role: roleSchema,
  expiresAt: instant,
  /** True until the person has chosen a password of their own here. */
  passwordIsInitial: z.boolean(),
})

export const sessionRowSchema = z.object({
  id: z.string(),
  user: z.string(),
  createdAt: instant,
  lastSeenAt: instant,
  expiresAt: instant,
  address: z.string(),
  userAgent: z.string(),
  current: z.boolean(),
})

export const tokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: roleSchema,
  /** First characters, to tell tokens apart. */
  prefix: z.string(),
  createdBy: z.string(),
  createdAt: instant,
  expiresAt: instant.optional(),
  lastUsedAt: instant.optional(),
})

export const newTokenSchema = tokenSchema.extend({ secret: z.string() })

export const signInBody = z.strictObject({ name: z.string().min(1).max(128), password: z.string().min(1).max(1024) })
export const passwordBody = z.strictObject({
  current: z.string().min(1).max(1024),
  next: z.string().min(12, 'must have at least 12 characters').max(1024),
})
export const newTokenBody = z.strictObject({
  name: z.string().trim().min(1).max(100),
  role: roleSchema,
  expiresInDays: z.number().int().min(1).max(3650).optional(),
})
