/** Puts a route of the contract on the server: admits the caller, parses the input, and answers what the schema says. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Route, RouteInput, RouteOutput } from '../contract.ts'
import { admit, type Caller, refuseForgery } from './caller.ts'
import type { ConsoleOptions } from './options.ts'
import { ApiProblem } from './problem.ts'

export interface Call<R extends Route> extends RouteInput<R> {
  /** Undefined on public routes only. */
  readonly caller: R['access'] extends 'public' ? undefined : Caller
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** A handler returns the answer, or `reply` when it has answered itself (streams). */
export type Handler<R extends Route> = (
  call: Call<R>,
) => RouteOutput<R> | FastifyReply | Promise<RouteOutput<R> | FastifyReply>

export function register<R extends Route>(
  app: FastifyInstance,
  options: ConsoleOptions,
  route: R,
  handler: Handler<R>,
): void {
  app.route({
    method: route.method,
    url: route.path,
    handler: async (request, reply) => {
      refuseForgery(request)
      const caller = route.access === 'public' ? undefined : admit(request, route.access, options)
      // The three schemas are the route's own, so what they yield is what RouteInput<R> infers from them.
      const call = {
        params: parse(route.params, request.params),
        query: parse(route.query, request.query),
        body: parse(route.body, request.body ?? {}),
        caller,
        request,
        reply,
      } as Call<R>
      const answer = await handler(call)
      if (answer === reply) return reply
      if (options.checkAnswers) route.response?.parse(answer)
      reply.header('cache-control', 'no-store')
      return answer === undefined ? reply.code(204).send() : reply.send(answer)
    },
  })
}

function parse(schema: z.ZodType | undefined, value: unknown): unknown {
  if (!schema) return undefined
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const lines = result.error.issues.map(issue => `${issue.path.join('.') || 'request'}: ${issue.message}`)
  throw new ApiProblem(400, 'bad_request', lines.join('; '))
}
