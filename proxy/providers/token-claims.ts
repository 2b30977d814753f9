/** Claims of a JWT without checking its signature: the provider checks it. Good for denying, never for authenticating. */
import { isObject, parseObject } from './usage.ts'

const maxTokenLength = 16_384

export function tokenClaims(token: string): Record<string, unknown> | null {
  if (token.length > maxTokenLength || !token.startsWith('eyJ')) return null
  const payload = token.split('.')[1]
  if (!payload) return null
  return parseObject(Buffer.from(payload, 'base64url').toString('utf8')) ?? null
}

/** The e-mail address a token names, in the claims that OpenAI, Microsoft and others use. */
export function emailClaim(claims: Record<string, unknown>): string | undefined {
  const profile = claims['https://api.openai.com/profile']
  const candidates = [isObject(profile) ? profile.email : undefined, claims.email, claims.upn, claims.unique_name]
  return candidates.find((c): c is string => typeof c === 'string' && c.includes('@') && c.length <= 320)
}

/** The token of `Authorization: Bearer …`. */
export function bearer(authorization: string | undefined): string | undefined {
  return authorization?.slice(0, 7).toLowerCase() === 'bearer ' ? authorization.slice(7).trim() : undefined
}
