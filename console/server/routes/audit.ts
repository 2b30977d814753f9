/** Reading what was recorded: overview, events, people, filters, status. */
import type { FastifyInstance } from 'fastify'
import { type EventRecord, routes } from '../../contract.ts'
import type { ConsoleOptions } from '../options.ts'
import { ApiProblem } from '../problem.ts'
import { bucketFor, filterFrom, rangeFrom } from '../ranges.ts'
import { register } from '../register.ts'

const defaultPage = 50
const maxPage = 500

export function registerAudit(app: FastifyInstance, options: ConsoleOptions): void {
  const { reader } = options
  register(app, options, routes.status, () => options.status())
  register(app, options, routes.overview, ({ query }) => {
    const range = rangeFrom(query)
    return thaw(reader.overview(range, bucketFor(range, query.bucketMs)))
  })
  register(app, options, routes.events, ({ query }) => {
    const limit = Math.min(Math.max(Number(query.limit ?? defaultPage), 1), maxPage)
    return thaw(reader.events(filterFrom(query), { limit, ...(query.before ? { before: query.before } : {}) }))
  })
  register(app, options, routes.event, ({ params }): EventRecord => {
    const found = reader.event(params.id)
    if (!found) throw new ApiProblem(404, 'no_such_event', `There is no event ${params.id}; it may have expired.`)
    return thaw(found)
  })
  register(app, options, routes.people, ({ query }) => ({
    people: thaw(reader.people(rangeFrom(query), query.order ?? 'costUsd')),
  }))
  register(app, options, routes.person, ({ params, query }) => {
    const range = rangeFrom(query)
    const found = reader.person(params.id, range, bucketFor(range, query.bucketMs))
    if (!found) throw new ApiProblem(404, 'no_such_person', `${params.id} was not seen in this range of time.`)
    return thaw(found)
  })
  register(app, options, routes.facets, ({ query }) => thaw(reader.facets(rangeFrom(query))))
}

type Thawed<T> = T extends string | number | boolean | undefined ? T : { -readonly [K in keyof T]: Thawed<T[K]> }

/** The same value with `readonly` taken off its type: the reader promises not to change it, the schema's type does not ask. */
function thaw<T>(value: T): Thawed<T> {
  // Types only: readonly has no meaning at run time, and nothing here writes to the value.
  return value as Thawed<T>
}
