/** Rows that arrive while the list is looked at: known rows change in place, new ones are shown or held back until asked for. */
import type { EventSummary } from '../../contract.ts'

export interface LiveRows {
  /** Everything that arrived, newest state of each. */
  readonly fresh: ReadonlyMap<string, EventSummary>
  /** Ids that are not shown yet, because the person is reading further down. */
  readonly held: ReadonlySet<string>
}

export type LiveChange =
  | {
      readonly type: 'arrive'
      readonly events: readonly EventSummary[]
      readonly known: ReadonlySet<string>
      readonly hold: boolean
    }
  | { readonly type: 'show' }
  | { readonly type: 'reset' }

export const noLiveRows: LiveRows = { fresh: new Map(), held: new Set() }

/** Older arrivals are dropped beyond this; a reload of the list brings them back. */
const maxFresh = 1000

export function liveRows(state: LiveRows, change: LiveChange): LiveRows {
  switch (change.type) {
    case 'arrive': {
      const fresh = new Map(state.fresh)
      const held = new Set(state.held)
      for (const event of change.events) {
        const isNew = !fresh.has(event.id) && !change.known.has(event.id)
        if (isNew && change.hold) held.add(event.id)
        fresh.set(event.id, event)
      }
      for (const id of fresh.keys()) {
        if (fresh.size <= maxFresh) break
        fresh.delete(id)
        held.delete(id)
      }
      return { fresh, held }
    }
    case 'show':
      return { ...state, held: new Set() }
    case 'reset':
      return noLiveRows
    default:
      return change satisfies never
  }
}

/** What the list shows, newest first. Changes of rows older than what is loaded wait for their page. */
export function mergeRows(loaded: readonly EventSummary[], live: LiveRows, allLoaded: boolean): EventSummary[] {
  const known = new Set(loaded.map(event => event.id))
  const oldest = allLoaded ? Number.NEGATIVE_INFINITY : (loaded.at(-1)?.at ?? Number.NEGATIVE_INFINITY)
  const added = [...live.fresh.values()].filter(e => !known.has(e.id) && !live.held.has(e.id) && e.at >= oldest)
  const updated = loaded.map(event => live.fresh.get(event.id) ?? event)
  if (added.length === 0) return updated
  return [...added, ...updated].sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
}
