/** The table of routes: path, access, input and output of each. The server registers from it, the OpenAPI document is made from it. */
import { z } from 'zod'
import { eventFilterQuery, eventPageSchema, eventSchema, liveMessageSchema } from './events.ts'
import { exemptionsSchema, newExemptionBody, taughtExemptionSchema } from './exemptions.ts'
import { digits, name } from './parts.ts'
import {
  newTokenBody,
  newTokenSchema,
  passwordBody,
  sessionRowSchema,
  sessionSchema,
  signInBody,
  tokenSchema,
} from './session.ts'
import { statusSchema } from './status.ts'
import {
  bucketedQuery,
  facetsSchema,
  overviewSchema,
  peopleOrderSchema,
  personRowSchema,
  personSchema,
  rangeQuery,
} from './usage.ts'

/** public: nobody need be signed in; read: auditors, admins and tokens; session: a browser session; admin: an admin's session. */
export type Access = 'public' | 'read' | 'session' | 'admin'

export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: string
  readonly access: Access
  readonly summary: string
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodObject
  /** Absent: 204 without a body, unless `produces` names another type. */
  readonly response?: z.ZodType
  readonly produces?: string
}

type Rest = Pick<Route, 'params' | 'query' | 'body' | 'response' | 'produces'>
const route = <const M extends Route['method'], const R extends Rest>(
  method: M,
  path: string,
  access: Access,
  summary: string,
  rest: R,
) => ({ method, path, access, summary, ...rest })
const byId = z.object({ id: name })

export const routes = {
  signIn: route('POST', '/api/session', 'public', 'Sign in with name and password; sets the session cookie', {
    body: signInBody,
    response: sessionSchema,
  }),
  session: route('GET', '/api/session', 'session', 'Who is signed in', {
    response: sessionSchema,
  }),
  signOut: route('DELETE', '/api/session', 'session', 'Sign out: ends this session', {}),
  changePassword: route(
    'POST',
    '/api/password',
    'session',
    'Change the own password; ends every other session of the user',
    {
      body: passwordBody,
      response: sessionSchema,
    },
  ),
  sessions: route(
    'GET',
    '/api/sessions',
    'session',
    'Open sessions: the own ones, or everybody’s for admins with everyone=true',
    {
      query: z.object({ everyone: z.enum(['true', 'false']).optional() }),
      response: z.object({ sessions: z.array(sessionRowSchema) }),
    },
  ),
  endSession: route('DELETE', '/api/sessions/:id', 'session', 'End a session: an own one, or anybody’s for admins', {
    params: byId,
  }),
  tokens: route('GET', '/api/tokens', 'admin', 'API tokens, without their secrets', {
    response: z.object({ tokens: z.array(tokenSchema) }),
  }),
  createToken: route(
    'POST',
    '/api/tokens',
    'admin',
    'Create a read-only API token; its secret is in this answer only',
    {
      body: newTokenBody,
      response: newTokenSchema,
    },
  ),
  revokeToken: route('DELETE', '/api/tokens/:id', 'admin', 'Revoke an API token', {
    params: byId,
  }),
  status: route('GET', '/api/status', 'read', 'Policy in force and its errors, proxy, audit store, limits', {
    response: statusSchema,
  }),
  overview: route(
    'GET',
    '/api/overview',
    'read',
    'Totals, their change, a time series and the top people, apps, models and detectors',
    {
      query: bucketedQuery,
      response: overviewSchema,
    },
  ),
  events: route('GET', '/api/events', 'read', 'Events, newest first; `next` of one page is `before` of the following', {
    query: eventFilterQuery.extend({ before: name.optional(), limit: digits.optional() }),
    response: eventPageSchema,
  }),
  eventsCsv: route('GET', '/api/events.csv', 'read', 'Events as CSV, newest first, at most 100,000 rows', {
    query: eventFilterQuery,
    produces: 'text/csv',
  }),
  liveEvents: route(
    'GET',
    '/api/events/live',
    'read',
    'Server-sent events: rows written or ended from now on; resumes from Last-Event-ID',
    {
      query: eventFilterQuery,
      response: liveMessageSchema,
      produces: 'text/event-stream',
    },
  ),
  event: route('GET', '/api/events/:id', 'read', 'One event in full; findings carry masks and hashes only', {
    params: byId,
    response: eventSchema,
  }),
  exemptions: route(
    'GET',
    '/api/exemptions',
    'read',
    'Exemptions of the policy file and those that people taught, expired and revoked ones too',
    {
      response: exemptionsSchema,
    },
  ),
  teachExemption: route('POST', '/api/exemptions', 'admin', 'Teach that a value which an event found is no finding', {
    body: newExemptionBody,
    response: taughtExemptionSchema,
  }),
  revokeExemption: route('DELETE', '/api/exemptions/:id', 'admin', 'Revoke a taught exemption; its record stays', {
    params: byId,
  }),
  people: route('GET', '/api/people', 'read', 'People seen in the range with usage, cost and what was flagged', {
    query: rangeQuery.extend({ order: peopleOrderSchema.optional() }),
    response: z.object({ people: z.array(personRowSchema) }),
  }),
  person: route('GET', '/api/people/:id', 'read', 'One person over the range', {
    params: byId,
    query: bucketedQuery,
    response: personSchema,
  }),
  facets: route('GET', '/api/facets', 'read', 'Values seen in the range, for filters', {
    query: rangeQuery,
    response: facetsSchema,
  }),
  openapi: route('GET', '/api/openapi.json', 'public', 'This API as an OpenAPI 3.1 document', {
    response: z.record(z.string(), z.unknown()),
  }),
} as const

export type Routes = typeof routes
export type RouteName = keyof Routes
type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined
/** Parsed input of a route, as its handler gets it. */
export interface RouteInput<R extends Route> {
  readonly params: Parsed<R['params']>
  readonly query: Parsed<R['query']>
  readonly body: Parsed<R['body']>
}
export type RouteOutput<R extends Route> = R['response'] extends z.ZodType ? z.input<R['response']> : undefined
