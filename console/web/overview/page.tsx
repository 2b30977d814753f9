/** The overview: what left for AI in a range of time, what it cost, what was stopped, and by whom. */
import { useSearchParams } from 'react-router'
import type { Overview } from '../../contract.ts'
import { useIsNew, useOverview } from '../api/queries.ts'
import { Activity } from '../parts/activity.tsx'
import { BarList } from '../parts/bar-list.tsx'
import { Card, Failure, Skeleton, Waiting } from '../parts/card.tsx'
import { RangePicker, rangeWords } from '../parts/range-picker.tsx'
import { usePageTitle } from '../parts/title.ts'
import { eventsLink, personLink } from '../words/links.ts'
import { appName, titled } from '../words/names.ts'
import { putRange, type Range, rangeOf } from '../words/range.ts'
import { CoverageSplit } from './coverage-split.tsx'
import { GettingStarted } from './getting-started.tsx'
import { Tiles } from './tiles.tsx'

const initialRange: Range = { kind: 'preset', preset: '24h' }

export function OverviewPage() {
  const [parameters, setParameters] = useSearchParams()
  const range = rangeOf(parameters, initialRange) ?? initialRange
  const overview = useOverview(range)
  const isNew = useIsNew()
  usePageTitle('Overview')
  if (isNew.data) return <GettingStarted />
  return (
    <>
      <div className="page-head">
        <div>
          <h1>Overview</h1>
          <p className="lede">{rangeWords(range)}</p>
        </div>
        <RangePicker range={range} onChange={next => setParameters(putRange(parameters, next), { replace: true })} />
      </div>
      {overview.isError && !overview.data && <Failure error={overview.error} retry={() => overview.refetch()} />}
      {overview.data && <Figures overview={overview.data} range={range} />}
      {overview.isPending && (
        <Waiting>
          <Skeleton height={132} />
          <Skeleton height={340} />
        </Waiting>
      )}
    </>
  )
}

function Figures({ overview, range }: { readonly overview: Overview; readonly range: Range }) {
  return (
    <>
      <Tiles overview={overview} range={range} />
      <Activity title="Requests over time" buckets={overview.buckets} filter={{}} />
      <div className="grid-3">
        <Card title="People" note="by cost">
          <BarList
            rows={overview.topPeople}
            name="Person"
            label={name => name}
            link={name => personLink(name, range)}
          />
        </Card>
        <Card title="Apps" note="by cost">
          <BarList rows={overview.topApps} name="App" label={appName} link={app => eventsLink({ app }, range)} />
        </Card>
        <Card title="Models" note="by cost">
          <BarList rows={overview.topModels} name="Model" label={name => name} />
        </Card>
      </div>
      <div className="grid-2">
        <Card title="What was found" note="findings">
          <BarList
            rows={overview.topDetectors}
            name="Detector"
            label={titled}
            link={detector => eventsLink({ detector }, range)}
            empty="Nothing was found."
          />
        </Card>
        <Card title="How much was read" note="coverage of requests">
          <CoverageSplit coverage={overview.coverage} range={range} />
        </Card>
      </div>
    </>
  )
}
