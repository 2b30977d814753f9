/** Signing in and out, the own password, open sessions, API tokens. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type Role, routes, type Session } from '../../contract.ts'
import { type Caller, clearSessionCookie, roleOf, setSessionCookie } from '../caller.ts'
import type { ConsoleOptions } from '../options.ts'
import { ApiProblem } from '../problem.ts'
import { register } from '../register.ts'
import type { OpenSession } from '../sessions.ts'
import { createThrottle, type Throttle } from '../throttle.ts'

export function registerAccount(app: FastifyInstance, options: ConsoleOptions): void {
  const throttle = createThrottle({ now: options.now })
  registerSignIn(app, options, throttle)
  registerPassword(app, options, throttle)
  registerSessions(app, options)
  registerTokens(app, options)
}

function registerSignIn(app: FastifyInstance, options: ConsoleOptions, throttle: Throttle): void {
  register(app, options, routes.signIn, async ({ body, request, reply }) => {
    const user = await verified(body.name, body.password, request, options, throttle)
    const role = roleOf(user, options)
    if (!role) {
      throw new ApiProblem(403, 'not_console_user', 'This account may use the proxy but not the console. Ask an admin.')
    }
    return startSession(user, role, { request, reply, options })
  })
  register(app, options, routes.session, ({ caller }) => describe(ownSession(caller), caller.role, options))
  register(app, options, routes.signOut, ({ caller, request, reply }) => {
    options.sessions.end(ownSession(caller).id)
    clearSessionCookie(request, reply, options)
    return undefined
  })
}

function registerPassword(app: FastifyInstance, options: ConsoleOptions, throttle: Throttle): void {
  register(app, options, routes.changePassword, async ({ body, caller, request }) => {
    const session = ownSession(caller)
    if (body.next === body.current) {
      throw new ApiProblem(400, 'password_unchanged', 'The new password must differ from the current one.')
    }
    await verified(caller.user, body.current, request, options, throttle)
    await options.users.setPassword(caller.user, body.next)
    options.sessions.passwordChosen(caller.user)
    options.sessions.endOthers(caller.user, session.id)
    return describe(session, caller.role, options)
  })
}

function registerSessions(app: FastifyInstance, options: ConsoleOptions): void {
  register(app, options, routes.sessions, ({ query, caller }) => {
    const everyone = query.everyone === 'true'
    if (everyone && caller.role !== 'admin') throw new ApiProblem(403, 'admin_only', 'Only admins may do this.')
    const own = ownSession(caller).id
    const list = options.sessions.list(everyone ? undefined : caller.user)
    return { sessions: list.map(session => ({ ...session, current: session.id === own })) }
  })
  register(app, options, routes.endSession, ({ params, caller }) => {
    const ended = options.sessions.end(params.id, caller.role === 'admin' ? undefined : caller.user)
    if (!ended) throw new ApiProblem(404, 'no_such_session', 'This session has already ended.')
    return undefined
  })
}

function registerTokens(app: FastifyInstance, options: ConsoleOptions): void {
  register(app, options, routes.tokens, () => ({ tokens: options.tokens.list() }))
  register(app, options, routes.createToken, ({ body, caller }) =>
    options.tokens.create({ ...body, createdBy: caller.user }),
  )
  register(app, options, routes.revokeToken, ({ params }) => {
    if (!options.tokens.revoke(params.id)) throw new ApiProblem(404, 'no_such_token', 'This token is already revoked.')
    return undefined
  })
}

/** The user's name when the password is right; throws 401, or 429 before a try that comes too soon. */
async function verified(
  name: string,
  password: string,
  request: FastifyRequest,
  options: ConsoleOptions,
  throttle: Throttle,
): Promise<string> {
  const waitSeconds = throttle.begin(name, request.ip)
  if (waitSeconds > 0) {
    throw new ApiProblem(429, 'too_many_tries', `Too many tries. Wait ${waitSeconds} s, then try again.`, waitSeconds)
  }
  const user = await options.users.verify(name, password)
  if (!user) throw new ApiProblem(401, 'wrong_credentials', 'Name or password is wrong.')
  throttle.succeed(name, request.ip)
  return user.name
}

function startSession(
  user: string,
  role: Role,
  {
    request,
    reply,
    options,
  }: { request: FastifyRequest; reply: Parameters<typeof setSessionCookie>[1]; options: ConsoleOptions },
): Session {
  const client = { address: request.ip, userAgent: request.headers['user-agent'] ?? '' }
  const secret = options.sessions.open(user, client)
  setSessionCookie(request, reply, secret, options)
  const session = options.sessions.find(secret)
  if (!session) throw new ApiProblem(503, 'session_lost', 'The session could not be kept; try again.')
  return describe(session, role, options)
}

function describe(session: OpenSession, role: Role, options: ConsoleOptions): Session {
  const passwordIsInitial = !options.sessions.hasChosenPassword(session.user)
  return { user: session.user, role, expiresAt: session.expiresAt, passwordIsInitial }
}

function ownSession(caller: Caller): OpenSession {
  if (caller.kind === 'session') return caller.session
  throw new ApiProblem(403, 'token_not_allowed', 'API tokens have no session.')
}
