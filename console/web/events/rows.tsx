/** Events as table rows on wide screens and as cards on narrow ones; both lead to the event's own page. */
import type { KeyboardEvent } from 'react'
import { Link, useLocation, useNavigate } from 'react-router'
import type { EventSummary } from '../../contract.ts'
import { ActionBadge, CoverageMark } from '../parts/badges.tsx'
import { PersonName } from '../parts/person.tsx'
import { When } from '../parts/time.tsx'
import { compact, duration, money, plural } from '../words/format.ts'
import { appName, kindWords, titled } from '../words/names.ts'

export interface Rows {
  readonly events: readonly EventSummary[]
  readonly selected: string | undefined
  readonly isFresh: (id: string) => boolean
}

export function EventTable({ events, selected, isFresh }: Rows) {
  const open = useOpen()
  return (
    <div className="table-wrap">
      <table className="table events">
        <caption className="hidden-visually">Events, newest first</caption>
        <thead>
          <tr>
            <th>Time</th>
            <th>Person</th>
            <th>App and model</th>
            <th>Action</th>
            <th>Why</th>
            <th>Read</th>
            <th className="numeric">Tokens</th>
            <th className="numeric">Cost</th>
            <th className="numeric took">Took</th>
          </tr>
        </thead>
        <tbody onKeyDown={walkRows}>
          {events.map(event => (
            <Row
              key={event.id}
              event={event}
              selected={event.id === selected}
              fresh={isFresh(event.id)}
              onOpen={open}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row(row: {
  readonly event: EventSummary
  readonly selected: boolean
  readonly fresh: boolean
  readonly onOpen: (id: string) => void
}) {
  const { event } = row
  return (
    <tr data-href data-selected={row.selected} data-fresh={row.fresh} onClick={() => row.onOpen(event.id)}>
      <td className="when">
        <EventLink event={event} />
      </td>
      <td className="who">
        <PersonName user={event.user} />
      </td>
      <td className="app">
        <span className="truncate">{appName(event.app)}</span>
        <span className="truncate muted">
          {event.model ?? (event.kind === 'other' ? event.host : kindWords[event.kind])}
        </span>
      </td>
      <td>
        <ActionBadge action={event.action} enforced={event.enforced} />
      </td>
      <td className="why">
        <Why event={event} />
      </td>
      <td>
        <CoverageMark verdict={event.coverage} />
      </td>
      <td className="numeric">{event.tokens === undefined ? <None /> : compact(event.tokens)}</td>
      <td className="numeric">{event.costUsd === undefined ? <None /> : money(event.costUsd)}</td>
      <td className="numeric took">
        <Took event={event} />
      </td>
    </tr>
  )
}

export function EventCards({ events, isFresh }: Rows) {
  return (
    <ul className="event-cards">
      {events.map(event => (
        <li key={event.id} data-fresh={isFresh(event.id)}>
          <div className="event-card-top">
            <ActionBadge action={event.action} enforced={event.enforced} />
            <EventLink event={event} />
          </div>
          <PersonName user={event.user} />
          <p className="muted truncate">
            {appName(event.app)}
            {event.model && ` · ${event.model}`}
          </p>
          <Why event={event} />
          <p className="event-card-figures muted">
            <CoverageMark verdict={event.coverage} withWord />
            {event.tokens !== undefined && <span>{compact(event.tokens)} tokens</span>}
            {event.costUsd !== undefined && <span>{money(event.costUsd)}</span>}
            <Took event={event} />
          </p>
        </li>
      ))}
    </ul>
  )
}

function EventLink({ event }: { readonly event: EventSummary }) {
  const { search } = useLocation()
  return (
    <Link
      className="event-link"
      to={{ pathname: `/events/${event.id}`, search }}
      data-event={event.id}
      onClick={e => e.stopPropagation()}
    >
      <When at={event.at} />
      <span className="hidden-visually">, details</span>
    </Link>
  )
}

/** What was found and which rules matched, in as few words as tell them apart. */
function Why({ event }: { readonly event: EventSummary }) {
  const found = Object.entries(event.detectors)
  if (found.length === 0 && event.rules.length === 0) return null
  return (
    <span className="chips">
      {found.map(([detector, times]) => (
        <span className="chip" key={detector} title={`${plural(times, 'finding')} of ${detector}`}>
          {titled(detector)}
          {times > 1 && <b>×{times}</b>}
        </span>
      ))}
      {found.length === 0 &&
        event.rules.map(rule => (
          <span className="chip" key={rule} title="Rule">
            {rule}
          </span>
        ))}
    </span>
  )
}

function Took({ event }: { readonly event: EventSummary }) {
  if (!event.ended) return <span className="running">running</span>
  return event.durationMs === undefined ? <None /> : <span>{duration(event.durationMs)}</span>
}

function None() {
  return <span className="muted">–</span>
}

function useOpen(): (id: string) => void {
  const navigate = useNavigate()
  const { search } = useLocation()
  return id => {
    // A drag that marked text is not a click on the row.
    if (!window.getSelection()?.toString()) navigate({ pathname: `/events/${id}`, search })
  }
}

function walkRows(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined) return
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('.event-link')]
  const next = links[links.findIndex(link => link.matches(':focus')) + step]
  if (!next) return
  event.preventDefault()
  next.focus()
}
