/** People: everybody seen in the range, sortable by use, cost and what was flagged. */
import { Search } from 'lucide-react'
import { useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import type { PersonRow } from '../../contract.ts'
import { usePeople } from '../api/queries.ts'
import { ActionIcon } from '../parts/badges.tsx'
import { Empty, Failure, Skeleton, Waiting } from '../parts/card.tsx'
import { PersonName } from '../parts/person.tsx'
import { RangePicker, rangeWords } from '../parts/range-picker.tsx'
import { SortHeader } from '../parts/sort-header.tsx'
import { When } from '../parts/time.tsx'
import { usePageTitle } from '../parts/title.ts'
import { useWide } from '../parts/wide.ts'
import { compact, money, number, plural } from '../words/format.ts'
import { personLink } from '../words/links.ts'
import { appName } from '../words/names.ts'
import { putRange, type Range, rangeOf } from '../words/range.ts'
import { type PeopleOrder, peopleOrder, sortPeople } from './order.ts'

const initialRange: Range = { kind: 'preset', preset: '7d' }
const shownApps = 3

export function PeoplePage() {
  const [parameters, setParameters] = useSearchParams()
  const [search, setSearch] = useState('')
  const range = rangeOf(parameters, initialRange) ?? initialRange
  const order = peopleOrder(parameters.get('order'))
  const people = usePeople(range)
  usePageTitle('People')
  const found =
    people.data?.people.filter(person => person.name.toLowerCase().includes(search.trim().toLowerCase())) ?? []
  const setOrder = (next: string) => {
    const changed = new URLSearchParams(parameters)
    changed.set('order', next)
    setParameters(changed, { replace: true })
  }
  return (
    <>
      <div className="page-head">
        <div>
          <h1>People</h1>
          <p className="lede">
            {people.data ? plural(people.data.people.length, 'person', 'people') : 'Everybody'} ·{' '}
            {rangeWords(range).toLowerCase()}
          </p>
        </div>
        <div className="page-actions">
          <label className="search">
            <Search aria-hidden />
            <span className="hidden-visually">Search people</span>
            <input
              className="input"
              type="search"
              placeholder="Search people"
              value={search}
              onChange={e => setSearch(e.target.value)}
            />
          </label>
          <RangePicker range={range} onChange={next => setParameters(putRange(parameters, next), { replace: true })} />
        </div>
      </div>
      <section className="card" aria-label="People">
        {people.isPending && (
          <Waiting>
            <Skeleton height={420} />
          </Waiting>
        )}
        {people.isError && !people.data && <Failure error={people.error} retry={() => people.refetch()} />}
        {people.data && found.length === 0 && <Empty title={search ? 'Nobody of this name' : 'Nobody in this range'} />}
        {found.length > 0 && (
          <PeopleList people={sortPeople(found, order)} order={order} onOrder={setOrder} range={range} />
        )}
      </section>
    </>
  )
}

interface ListProps {
  readonly people: readonly PersonRow[]
  readonly order: PeopleOrder
  readonly onOrder: (order: string) => void
  readonly range: Range
}

function PeopleList(list: ListProps) {
  return useWide() ? <PeopleTable {...list} /> : <PeopleCards {...list} />
}

function PeopleTable({ people, order, onOrder, range }: ListProps) {
  const navigate = useNavigate()
  const head = (column: PeopleOrder['column'], label: string, numeric = true) => (
    <SortHeader label={label} column={column} order={order} onOrder={onOrder} numeric={numeric} />
  )
  return (
    <div className="table-wrap">
      <table className="table people">
        <caption className="hidden-visually">People and their use</caption>
        <thead>
          <tr>
            {head('name', 'Person', false)}
            <th>Apps</th>
            {head('requests', 'Requests')}
            {head('tokens', 'Tokens')}
            {head('costUsd', 'Cost')}
            {head('flagged', 'Flagged')}
            {head('lastSeen', 'Last seen')}
          </tr>
        </thead>
        <tbody>
          {people.map(person => (
            <tr key={person.name} data-href onClick={() => navigate(personLink(person.name, range))}>
              <td>
                <Link to={personLink(person.name, range)} onClick={e => e.stopPropagation()}>
                  <PersonName user={person.name} />
                </Link>
              </td>
              <td>
                <Apps apps={person.apps} />
              </td>
              <td className="numeric">{number(person.requests)}</td>
              <td className="numeric">{compact(person.tokens)}</td>
              <td className="numeric">{money(person.costUsd)}</td>
              <td className="numeric">
                <Flagged person={person} />
              </td>
              <td className="numeric muted">
                <When at={person.lastSeen} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function PeopleCards({ people, range }: ListProps) {
  return (
    <ul className="event-cards">
      {people.map(person => (
        <li key={person.name}>
          <div className="event-card-top">
            <Link to={personLink(person.name, range)} className="event-link">
              <PersonName user={person.name} />
            </Link>
            <span className="strong">{money(person.costUsd)}</span>
          </div>
          <p className="event-card-figures muted">
            <span>{plural(person.requests, 'request')}</span>
            <span>{compact(person.tokens)} tokens</span>
            <When at={person.lastSeen} />
          </p>
          <Flagged person={person} />
        </li>
      ))}
    </ul>
  )
}

function Apps({ apps }: { readonly apps: readonly string[] }) {
  return (
    <span className="chips">
      {apps.slice(0, shownApps).map(app => (
        <span className="chip" key={app}>
          {appName(app)}
        </span>
      ))}
      {apps.length > shownApps && (
        <span className="chip" title={apps.slice(shownApps).map(appName).join(', ')}>
          +{apps.length - shownApps}
        </span>
      )}
    </span>
  )
}

/** Blocked and redacted stand apart: they are what an auditor asks about first. */
function Flagged({ person }: { readonly person: PersonRow }) {
  if (person.flagged === 0) return <span className="muted">none</span>
  const parts = [
    ['block', person.blocked, 'blocked'],
    ['redact', person.redacted, 'redacted'],
    ['alert', person.alerted, 'alerted'],
  ] as const
  return (
    <span className="flag-counts">
      {parts.map(
        ([action, count, word]) =>
          count > 0 && (
            <span className="badge" data-action={action} key={action} title={`${number(count)} ${word}`}>
              <ActionIcon action={action} />
              {number(count)}
              <span className="hidden-visually"> {word}</span>
            </span>
          ),
      )}
      {parts.every(([, count]) => count === 0) && <span>{number(person.flagged)}</span>}
    </span>
  )
}
