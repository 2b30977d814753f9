/** System: the policy in force and what is wrong with its file, the proxy, the audit store, the counters of limits. */
import { CircleCheck, FileWarning } from 'lucide-react'
import type { ReactNode } from 'react'
import type { PolicyProblem, Status } from '../../contract.ts'
import { useStatus } from '../api/queries.ts'
import { Card, Failure, Skeleton, Waiting } from '../parts/card.tsx'
import { CopyButton } from '../parts/copy.tsx'
import { useNow, When } from '../parts/time.tsx'
import { usePageTitle } from '../parts/title.ts'
import { place } from '../shell/banners.tsx'
import { compact, money, number, percent, plural, span } from '../words/format.ts'

export function SystemPage() {
  const status = useStatus()
  usePageTitle('System')
  return (
    <>
      <div className="page-head">
        <h1>System</h1>
      </div>
      {status.isPending && (
        <Waiting>
          <Skeleton height={300} />
        </Waiting>
      )}
      {status.isError && !status.data && <Failure error={status.error} retry={() => status.refetch()} />}
      {status.data && (
        <>
          <div className="grid-2">
            <PolicyCard policy={status.data.policy} />
            <ProxyCard status={status.data} />
          </div>
          {status.data.limits && status.data.limits.length > 0 && <LimitsCard limits={status.data.limits} />}
        </>
      )}
    </>
  )
}

function PolicyCard({ policy }: { readonly policy: Status['policy'] }) {
  return (
    <Card title="Policy">
      {policy.errors.length > 0 ? (
        <Problems
          tone="block"
          title="The file on disk is broken. The policy below is the one before it."
          problems={policy.errors}
        />
      ) : (
        policy.warnings.length === 0 && (
          <p className="fine">
            <CircleCheck aria-hidden size={16} /> The file on disk is in force.
          </p>
        )
      )}
      {policy.warnings.length > 0 && (
        <Problems tone="alert" title={plural(policy.warnings.length, 'warning')} problems={policy.warnings} />
      )}
      <dl className="facts">
        <Fact name="Mode">{policy.mode === 'enforce' ? 'Enforce' : 'Monitor: recorded, nothing changed'}</Fact>
        <Fact name="Version">
          <code>{policy.version}</code>
        </Fact>
        <Fact name="File">
          <code>{policy.path}</code>
        </Fact>
        <Fact name="Loaded">
          <When at={policy.loadedAt} />
        </Fact>
      </dl>
    </Card>
  )
}

function Problems(list: {
  readonly tone: 'block' | 'alert'
  readonly title: string
  readonly problems: readonly PolicyProblem[]
}) {
  return (
    <div className="notice" data-tone={list.tone}>
      <FileWarning aria-hidden />
      <div>
        <strong>{list.title}</strong>
        <ul className="problems">
          {list.problems.map(problem => (
            <li key={`${place(problem)} ${problem.message}`}>
              <code>{place(problem)}</code> {problem.message}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

function ProxyCard({ status }: { readonly status: Status }) {
  const now = useNow()
  const { proxy, audit } = status
  return (
    <Card title="Proxy">
      <dl className="facts">
        <Fact name="Listens on">
          <code>{proxy.listen}</code>
        </Fact>
        <Fact name="PAC address">
          <code>{proxy.pacUrl}</code>
          <CopyButton text={proxy.pacUrl} label="Copy the PAC address" />
        </Fact>
        <Fact name="Running for">{span(Math.max(0, now - proxy.startedAt))}</Fact>
        <Fact name="Version">{proxy.version}</Fact>
        <Fact name="Audit store">
          {audit.failed === 0 && !audit.lastError ? (
            <span className="fine">
              <CircleCheck aria-hidden size={16} /> Every decision is written
            </span>
          ) : (
            <span className="wrong">
              {plural(audit.failed, 'failed write')}
              {audit.lastError && `: ${audit.lastError}`}
            </span>
          )}
        </Fact>
        <Fact name="Waiting to be written">{plural(audit.queued, 'outcome')}</Fact>
      </dl>
    </Card>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

type Counter = NonNullable<Status['limits']>[number]
const amountWords = { requests: number, tokens: compact, cost: money } as const

function LimitsCard({ limits }: { readonly limits: readonly Counter[] }) {
  const fullest = [...limits].sort((a, b) => used(b) - used(a))
  return (
    <Card title="Limits" note="fullest first" padded={false}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section className="table-wrap" tabIndex={0} aria-label="Counters of limits">
        <table className="table">
          <thead>
            <tr>
              <th>Limit</th>
              <th>Counts</th>
              <th>Used</th>
              <th className="numeric">Resets</th>
            </tr>
          </thead>
          <tbody>
            {fullest.map(counter => (
              <tr key={`${counter.limit} ${counter.key} ${counter.metric}`}>
                <td className="mono">{counter.limit}</td>
                <td>{counter.key === '*' ? 'everyone' : counter.key}</td>
                <td>
                  <Gauge counter={counter} />
                </td>
                <td className="numeric muted">{counter.resetsAt ? <When at={counter.resetsAt} /> : 'slides'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  )
}

const used = (counter: Counter): number => (counter.used + counter.reserved) / counter.amount

function Gauge({ counter }: { readonly counter: Counter }) {
  const share = used(counter)
  return (
    <span className="gauge">
      <span className="gauge-track" aria-hidden>
        <span
          data-level={share >= 1 ? 'full' : share >= 0.8 ? 'high' : 'low'}
          style={{ width: `${Math.min(100, share * 100)}%` }}
        />
      </span>
      <span>
        {amountWords[counter.metric](counter.used)} of {amountWords[counter.metric](counter.amount)}
        {counter.metric !== 'cost' && ` ${counter.metric}`}
      </span>
      <span className="muted">{percent(share)}</span>
    </span>
  )
}
