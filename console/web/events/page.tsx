/** Events: everything that left or was stopped, filtered by the address, live when asked, each with its own page. */
import { ArrowUp, Download, Radio } from 'lucide-react'
import { useEffect, useMemo, useReducer, useState } from 'react'
import { Outlet, useParams, useSearchParams } from 'react-router'
import { withQuery } from '../api/client.ts'
import { useEvents } from '../api/queries.ts'
import { Empty, Failure, Skeleton, Waiting } from '../parts/card.tsx'
import { usePageTitle } from '../parts/title.ts'
import { useWide } from '../parts/wide.ts'
import { plural } from '../words/format.ts'
import { putRange, rangeOf, spanOf } from '../words/range.ts'
import { clearFilter, filterOf, putFilter, queryOf } from './filter.ts'
import { Filters } from './filters.tsx'
import { type LiveState, useLive } from './live.ts'
import { liveRows, mergeRows, noLiveRows } from './live-rows.ts'
import { EventCards, EventTable } from './rows.tsx'

/** What the list tells the panel over it. */
export interface ListContext {
  readonly ids: readonly string[]
}

export function EventsPage() {
  const [parameters, setParameters] = useSearchParams()
  const { id: selected } = useParams()
  const filter = filterOf(parameters)
  const range = rangeOf(parameters, undefined)
  const query = queryOf(filter)
  const list = useList(query, range, parameters.get('live') === 'true')
  const put = (next: URLSearchParams) => setParameters(next, { replace: true })
  usePageTitle(selected ? undefined : 'Events')
  return (
    <>
      <div className="page-head">
        <h1>Events</h1>
        <div className="page-actions">
          <FlaggedSwitch
            flagged={filter.flagged}
            onChange={flagged => put(putFilter(parameters, 'flagged', flagged ? 'true' : undefined))}
          />
          <LiveButton
            state={list.state}
            onToggle={() => {
              const next = new URLSearchParams(parameters)
              if (list.state === 'off') next.set('live', 'true')
              else next.delete('live')
              put(next)
            }}
          />
          <a className="button" href={withQuery('/api/events.csv', { ...query, ...spanQuery(range) })} download>
            <Download aria-hidden />
            CSV
          </a>
        </div>
      </div>
      <Filters
        filter={filter}
        range={range}
        onFilter={(name, value) => put(putFilter(parameters, name, value))}
        onRange={next => put(putRange(parameters, next))}
        onClear={() => put(clearFilter(parameters))}
      />
      <List list={list} selected={selected} />
      <Outlet context={{ ids: list.events.map(event => event.id) } satisfies ListContext} />
    </>
  )
}

type ListState = ReturnType<typeof useList>

/** Pages from the API with live rows merged in. New rows wait while the person is reading further down. */
function useList(query: ReturnType<typeof queryOf>, range: ReturnType<typeof rangeOf>, wantLive: boolean) {
  const pages = useEvents(query, range)
  const [live, change] = useReducer(liveRows, noLiveRows)
  const [announced, announce] = useState('')
  const loaded = useMemo(() => pages.data?.pages.flatMap(page => page.events) ?? [], [pages.data])
  const key = JSON.stringify([query, range])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter starts another list.
  useEffect(() => change({ type: 'reset' }), [key])
  const state = useLive(query, wantLive && range?.kind !== 'custom', events => {
    const known = new Set(loaded.map(event => event.id))
    const added = events.filter(event => !known.has(event.id) && !live.fresh.has(event.id)).length
    if (added > 0) announce(plural(added, 'new event'))
    change({ type: 'arrive', events, known, hold: window.scrollY > 160 })
  })
  const events = useMemo(() => mergeRows(loaded, live, !pages.hasNextPage), [loaded, live, pages.hasNextPage])
  const show = () => {
    change({ type: 'show' })
    window.scrollTo({ top: 0, behavior: 'smooth' })
  }
  return { pages, events, state, announced, held: live.held.size, show, isFresh: (id: string) => live.fresh.has(id) }
}

function List({ list, selected }: { readonly list: ListState; readonly selected: string | undefined }) {
  const wide = useWide()
  const { pages, events } = list
  const Shown = wide ? EventTable : EventCards
  if (pages.isError && events.length === 0) return <Failure error={pages.error} retry={() => pages.refetch()} />
  return (
    <section className="card event-list" aria-label="Events" aria-busy={pages.isFetching}>
      <p className="hidden-visually" aria-live="polite">
        {list.announced}
      </p>
      {list.held > 0 && (
        <button type="button" className="button held" data-look="primary" onClick={list.show}>
          <ArrowUp aria-hidden />
          {plural(list.held, 'new event')}
        </button>
      )}
      {pages.isPending && (
        <Waiting>
          <Skeleton height={420} />
        </Waiting>
      )}
      {!pages.isPending && events.length === 0 && (
        <Empty title="No events">
          <span>
            {list.state === 'off'
              ? 'Nothing matches these filters.'
              : 'Nothing yet. New events appear here as they happen.'}
          </span>
        </Empty>
      )}
      {events.length > 0 && <Shown events={events} selected={selected} isFresh={list.isFresh} />}
      {pages.hasNextPage && (
        <div className="more">
          <button
            type="button"
            className="button"
            disabled={pages.isFetchingNextPage}
            onClick={() => pages.fetchNextPage()}
          >
            {pages.isFetchingNextPage ? 'Loading…' : 'Show older events'}
          </button>
        </div>
      )}
    </section>
  )
}

function LiveButton({ state, onToggle }: { readonly state: LiveState; readonly onToggle: () => void }) {
  const words = { off: 'Live', connecting: 'Connecting…', on: 'Live', lost: 'Reconnecting…' }[state]
  return (
    <button type="button" className="button live" data-state={state} aria-pressed={state !== 'off'} onClick={onToggle}>
      {state === 'off' ? <Radio aria-hidden /> : <span className="live-dot" />}
      {words}
    </button>
  )
}

function FlaggedSwitch({
  flagged,
  onChange,
}: {
  readonly flagged: boolean
  readonly onChange: (flagged: boolean) => void
}) {
  return (
    <fieldset className="segmented">
      <legend className="hidden-visually">Which events</legend>
      <button type="button" aria-pressed={!flagged} onClick={() => onChange(false)}>
        All
      </button>
      <button type="button" aria-pressed={flagged} onClick={() => onChange(true)}>
        Flagged
      </button>
    </fieldset>
  )
}

function spanQuery(range: ReturnType<typeof rangeOf>): { from?: number; to?: number } {
  if (!range) return {}
  const { from, to } = spanOf(range, Date.now())
  return { from, to }
}
