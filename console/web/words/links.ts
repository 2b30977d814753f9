/** Addresses of pages, with the filter and range they open with. */
import { type Query, withQuery } from '../api/client.ts'
import { putRange, type Range } from './range.ts'

export function eventsLink(filter: Query, range?: Range): string {
  return withQuery('/events', { ...filter, ...Object.fromEntries(putRange(new URLSearchParams(), range)) })
}

export function personLink(user: string, range?: Range): string {
  return withQuery(`/people/${encodeURIComponent(user)}`, Object.fromEntries(putRange(new URLSearchParams(), range)))
}
