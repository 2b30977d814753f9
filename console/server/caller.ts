/** Who calls the API: a browser session or a token, both re-checked against the user store on every request. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Access, Role } from '../contract.ts'
import type { ConsoleOptions } from './options.ts'
import { ApiProblem } from './problem.ts'
import type { OpenSession } from './sessions.ts'

export type Caller =
  | { readonly kind: 'session'; readonly user: string; readonly role: Role; readonly session: OpenSession }
  | { readonly kind: 'token'; readonly user: string; readonly role: Role }

type Known = Pick<ConsoleOptions, 'sessions' | 'tokens' | 'users' | 'secureCookie'>

/** The caller, when `access` lets it in; throws 401 or 403 otherwise, and 403 for a write that another site made. */
export function admit(request: FastifyRequest, access: Exclude<Access, 'public'>, known: Known): Caller {
  const caller = identify(request, known)
  if (!caller) throw new ApiProblem(401, 'not_signed_in', 'Sign in, or send an API token.')
  if (access !== 'read' && caller.kind === 'token') {
    throw new ApiProblem(403, 'token_not_allowed', 'API tokens may only read; sign in to do this.')
  }
  if (access === 'admin' && caller.role !== 'admin') throw new ApiProblem(403, 'admin_only', 'Only admins may do this.')
  return caller
}

/** Throws unless a state-changing request comes from our own pages: they alone can set the header and have our Origin. */
export function refuseForgery(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const { origin } = request.headers
  const sameOrigin = origin === undefined || hostOf(origin) === withoutDefaultPort(request.host)
  if (sameOrigin && request.headers['x-sluice-console'] === '1') return
  throw new ApiProblem(403, 'forged', 'The request did not come from the console. Send the header x-sluice-console: 1.')
}

export function setSessionCookie(request: FastifyRequest, reply: FastifyReply, secret: string, known: Known): void {
  const { name, secure } = cookieOf(request, known)
  reply.setCookie(name, secret, { path: '/', httpOnly: true, sameSite: 'strict', secure })
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply, known: Known): void {
  const { name, secure } = cookieOf(request, known)
  reply.clearCookie(name, { path: '/', httpOnly: true, sameSite: 'strict', secure })
}

function identify(request: FastifyRequest, known: Known): Caller | undefined {
  const { authorization } = request.headers
  if (authorization !== undefined) return byToken(authorization, known)
  const secret = request.cookies[cookieOf(request, known).name]
  const session = secret === undefined ? undefined : known.sessions.find(secret)
  const role = session && roleOf(session.user, known)
  return role && { kind: 'session', user: session.user, role, session }
}

function byToken(authorization: string, known: Known): Caller | undefined {
  const secret = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
  const token = secret === undefined ? undefined : known.tokens.find(secret)
  const creator = token && roleOf(token.createdBy, known)
  if (!token || !creator) return undefined
  return { kind: 'token', user: token.createdBy, role: creator === 'admin' ? token.role : 'auditor' }
}

/** The role that lets a user into the console, or undefined for employees, the disabled and the unknown. */
export function roleOf(name: string, known: Pick<Known, 'users'>): Role | undefined {
  const user = known.users.find(name)
  if (!user || user.disabled || user.role === 'employee') return undefined
  return user.role
}

/** `__Host-` makes the browser refuse the cookie without Secure, with a Domain, or from a sub-domain. */
function cookieOf(request: FastifyRequest, known: Pick<Known, 'secureCookie'>): { name: string; secure: boolean } {
  const secure = known.secureCookie === 'auto' ? request.protocol === 'https' : known.secureCookie === 'always'
  return { name: secure ? '__Host-sluice' : 'sluice_session', secure }
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? withoutDefaultPort(new URL(origin).host) : undefined
}

/** Browsers leave default ports out of Origin; reverse proxies may write them into Host. */
const withoutDefaultPort = (host: string): string => host.replace(/:(80|443)$/, '')
