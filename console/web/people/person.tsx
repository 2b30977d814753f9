/** One person: use over time, apps, models, what was found, and the way to their events. */
import { ArrowLeft, ListFilter } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import type { PersonDetail } from '../../contract.ts'
import { ApiError } from '../api/client.ts'
import { usePerson } from '../api/queries.ts'
import { Activity } from '../parts/activity.tsx'
import { Swatch } from '../parts/badges.tsx'
import { BarList } from '../parts/bar-list.tsx'
import { Card, Empty, Failure, Skeleton, Waiting } from '../parts/card.tsx'
import { RangePicker } from '../parts/range-picker.tsx'
import { When } from '../parts/time.tsx'
import { usePageTitle } from '../parts/title.ts'
import { compact, money, number } from '../words/format.ts'
import { eventsLink } from '../words/links.ts'
import { appName, personParts, titled } from '../words/names.ts'
import { putRange, type Range, rangeOf } from '../words/range.ts'

const initialRange: Range = { kind: 'preset', preset: '7d' }

export function PersonPage() {
  const { user = '' } = useParams()
  const [parameters, setParameters] = useSearchParams()
  const range = rangeOf(parameters, initialRange) ?? initialRange
  const person = usePerson(user, range)
  const unseen = person.error instanceof ApiError && person.error.status === 404
  usePageTitle(user)
  return (
    <>
      <Link className="back" to="/people">
        <ArrowLeft aria-hidden size={15} /> People
      </Link>
      <div className="page-head">
        <div className="person-head">
          <span className="avatar large" aria-hidden>
            {personParts(user).initials}
          </span>
          <div>
            <h1>{user}</h1>
            <p className="lede">
              {person.data && !unseen ? (
                <>
                  Last seen <When at={person.data.person.lastSeen} />
                </>
              ) : (
                ' '
              )}
            </p>
          </div>
        </div>
        <div className="page-actions">
          <RangePicker range={range} onChange={next => setParameters(putRange(parameters, next), { replace: true })} />
          <Link className="button" to={eventsLink({ user }, range)}>
            <ListFilter aria-hidden />
            Events
          </Link>
        </div>
      </div>
      {unseen && (
        <Empty title="Not seen in this range">
          <span>Choose a longer range to see earlier use.</span>
        </Empty>
      )}
      {person.isError && !unseen && <Failure error={person.error} retry={() => person.refetch()} />}
      {person.isPending && (
        <Waiting>
          <Skeleton height={420} />
        </Waiting>
      )}
      {person.data && !unseen && <Figures detail={person.data} user={user} range={range} />}
    </>
  )
}

function Figures({
  detail,
  user,
  range,
}: {
  readonly detail: PersonDetail
  readonly user: string
  readonly range: Range
}) {
  const { person } = detail
  return (
    <>
      <ul className="tiles" aria-label="Totals">
        <Figure name="Requests" value={number(person.requests)} />
        <Figure name="Tokens" value={compact(person.tokens)} />
        <Figure name="Cost" value={money(person.costUsd)} />
        <Figure name="Alerted" value={number(person.alerted)} mark={<Swatch action="alert" />} />
        <Figure name="Redacted" value={number(person.redacted)} mark={<Swatch action="redact" />} />
        <Figure name="Blocked" value={number(person.blocked)} mark={<Swatch action="block" />} />
      </ul>
      <Activity title="Requests over time" buckets={detail.buckets} filter={{ user }} />
      <div className="grid-3">
        <Card title="Apps" note="by cost">
          <BarList rows={detail.apps} name="App" label={appName} link={app => eventsLink({ user, app }, range)} />
        </Card>
        <Card title="Models" note="by cost">
          <BarList rows={detail.models} name="Model" label={name => name} />
        </Card>
        <Card title="What was found" note="findings">
          <BarList
            rows={detail.detectors}
            name="Detector"
            label={titled}
            link={detector => eventsLink({ user, detector }, range)}
            empty="Nothing was found."
          />
        </Card>
      </div>
    </>
  )
}

function Figure({ name, value, mark }: { readonly name: string; readonly value: string; readonly mark?: ReactNode }) {
  return (
    <li className="tile">
      <span className="tile-name">
        {mark}
        {name}
      </span>
      <span className="tile-value">{value}</span>
    </li>
  )
}
