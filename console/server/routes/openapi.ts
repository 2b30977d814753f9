/** The OpenAPI 3.1 document, made from the same table the server is registered from. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { problemSchema } from '../../contract/parts.ts'
import { type Route, routes } from '../../contract.ts'
import type { ConsoleOptions } from '../options.ts'
import { register } from '../register.ts'

export function registerOpenApi(app: FastifyInstance, options: ConsoleOptions): void {
  const document = openApiDocument(options.status().proxy.version)
  register(app, options, routes.openapi, () => document)
}

export function openApiDocument(version: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const [operationId, route] of Object.entries(routes)) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(operationId, route) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Sluice console API',
      version,
      description:
        'Scripts send an API token: `Authorization: Bearer slc_…`; tokens may read only. ' +
        'Browsers send the session cookie and, to change something, the header `x-sluice-console: 1`.',
    },
    paths,
    components: {
      schemas: { Problem: jsonSchema(problemSchema, 'output') },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', bearerFormat: 'slc_…' },
        session: { type: 'apiKey', in: 'cookie', name: '__Host-sluice' },
      },
    },
  }
}

function operation(operationId: string, route: Route): Record<string, unknown> {
  const type = route.produces ?? 'application/json'
  const schema = route.response && jsonSchema(route.response, 'output')
  const answered = route.response !== undefined || route.produces !== undefined
  return {
    operationId,
    summary: route.summary,
    security: security(route),
    parameters: [...parameters(route.params, 'path'), ...parameters(route.query, 'query')],
    ...(route.body && {
      requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(route.body, 'input') } } },
    }),
    responses: {
      [answered ? '200' : '204']: {
        description: answered ? 'Answer' : 'Done',
        ...(answered && { content: { [type]: schema ? { schema } : { schema: { type: 'string' } } } }),
      },
      default: {
        description: 'Failure (RFC 9457)',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

function security(route: Route): Record<string, string[]>[] {
  if (route.access === 'public') return []
  return route.access === 'read' ? [{ token: [] }, { session: [] }] : [{ session: [] }]
}

function parameters(schema: z.ZodObject | undefined, where: 'path' | 'query'): Record<string, unknown>[] {
  if (!schema) return []
  return Object.entries(schema.shape).map(([name, part]) => {
    // Shapes of z.object hold zod types; the declared type is the wider core type.
    const type = part as z.ZodType
    const required = where === 'path' || !type.safeParse(undefined).success
    return { name, in: where, required, schema: jsonSchema(type, 'input') }
  })
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' })
  return rest
}
