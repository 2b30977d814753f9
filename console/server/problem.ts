/** Failures of the API as RFC 9457 problem documents; what is unexpected is logged once and told without detail. */
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify'
import type { Problem } from '../contract.ts'

/** An expected refusal of the API. Thrown by handlers, answered by the error handler. */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  readonly retryAfterSeconds: number | undefined

  constructor(status: number, code: string, message: string, retryAfterSeconds?: number) {
    super(message)
    this.name = 'ApiProblem'
    this.status = status
    this.code = code
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** Makes every failure of `app` a problem document. `logError` gets the failures that nobody expected. */
export function answerProblems(app: FastifyInstance, logError: (message: string) => void): void {
  app.setErrorHandler((error: FastifyError | ApiProblem, request, reply) => {
    if (error instanceof ApiProblem) return send(reply, error)
    const status = error.statusCode ?? 500
    if (status < 500) return send(reply, new ApiProblem(status, 'bad_request', error.message))
    logError(`console: ${request.method} ${request.routeOptions.url ?? '(no route)'}: ${error.message}`)
    return send(reply, new ApiProblem(500, 'internal', 'The console failed to answer; its log says why.'))
  })
}

function send(reply: FastifyReply, problem: ApiProblem): FastifyReply {
  if (problem.retryAfterSeconds !== undefined) reply.header('retry-after', String(problem.retryAfterSeconds))
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer realm="sluice"')
  const body: Problem = {
    type: 'about:blank',
    title: titles[problem.status] ?? 'Request failed',
    status: problem.status,
    detail: problem.message,
    code: problem.code,
    ...(problem.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: problem.retryAfterSeconds }),
  }
  return reply.code(problem.status).type('application/problem+json').send(JSON.stringify(body))
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  413: 'Too large',
  415: 'Unsupported media type',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Not available',
}
