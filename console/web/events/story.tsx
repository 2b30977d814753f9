/** The story of one request in the order it happened: who, where to, what was read, found, decided, done, and how it ended. */
import { FileSearch, Flag, Route, Scale, ScanSearch, User } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { EventRecord } from '../../contract.ts'
import { ActionBadge, ActionIcon, CoverageMark } from '../parts/badges.tsx'
import { absolute, bytes, plural } from '../words/format.ts'
import { personLink } from '../words/links.ts'
import { appName, kindWords } from '../words/names.ts'
import { Ending } from './ending.tsx'
import { Findings } from './findings.tsx'
import { RuleHits } from './rule-hits.tsx'
import { doneSentence, headline, identifiedWords } from './story-words.ts'

export function Story({ event }: { readonly event: EventRecord }) {
  return (
    <div className="story">
      <div className="story-head">
        <ActionBadge action={event.action} enforced={event.enforced} />
        <h2>{headline(event)}</h2>
        <p className="muted small">{absolute(event.at)}</p>
      </div>
      <ol className="steps">
        <Step icon={<User aria-hidden />} title="Who">
          <Who event={event} />
        </Step>
        <Step icon={<Route aria-hidden />} title="Where to">
          <Destination event={event} />
        </Step>
        <Step icon={<FileSearch aria-hidden />} title="What was read">
          <p>
            <CoverageMark verdict={event.coverage.verdict} withWord />{' '}
            <span className="muted">of {bytes(event.requestBytes)}</span>
          </p>
          {event.coverage.reason && <p className="muted">{sentence(event.coverage.reason)}</p>}
        </Step>
        <Step
          icon={<ScanSearch aria-hidden />}
          title="What was found"
          note={event.findings.length > 0 ? plural(event.findings.length, 'finding') : undefined}
        >
          <Findings event={event} />
        </Step>
        <Step icon={<Scale aria-hidden />} title="Which rules matched">
          <RuleHits event={event} />
        </Step>
        <Step icon={<ActionIcon action={event.enforced} />} title="What was done">
          <p>{doneSentence(event)}</p>
          {event.refusal && (
            <blockquote className="refusal">
              <p>{event.refusal.message}</p>
              <footer className="muted">
                <code>{event.refusal.code}</code> · status {event.refusal.status}
              </footer>
            </blockquote>
          )}
        </Step>
        <Step icon={<Flag aria-hidden />} title="How it ended">
          <Ending event={event} />
        </Step>
      </ol>
      <details className="raw">
        <summary>Whole record as JSON</summary>
        <pre>
          <code>{JSON.stringify(event, null, 2)}</code>
        </pre>
      </details>
    </div>
  )
}

function Step(step: {
  readonly icon: ReactNode
  readonly title: string
  readonly note?: string | undefined
  readonly children: ReactNode
}) {
  return (
    <li>
      <span className="step-icon">{step.icon}</span>
      <div className="step-body">
        <h3>
          {step.title}
          {step.note && <span className="muted"> {step.note}</span>}
        </h3>
        {step.children}
      </div>
    </li>
  )
}

function Who({ event }: { readonly event: EventRecord }) {
  return (
    <>
      <p>
        <Link to={personLink(event.user)} className="strong">
          {event.user}
        </Link>
        {event.groups.map(group => (
          <span className="chip" key={group}>
            {group}
          </span>
        ))}
      </p>
      <p className="muted">
        {identifiedWords(event)}, from <span className="mono">{event.clientAddress}</span>
      </p>
      {event.account && (
        <p className="muted">
          Account in the app: <span className="mono">{event.account}</span>
        </p>
      )}
    </>
  )
}

function Destination({ event }: { readonly event: EventRecord }) {
  return (
    <>
      <p>
        <span className="strong">{appName(event.app)}</span>
        {event.model && <span className="chip">{event.model}</span>}
        <span className="chip">{kindWords[event.kind]}</span>
        {event.stream && <span className="chip">streamed</span>}
      </p>
      <p className="mono muted path">
        {event.method} {event.host}
        {event.path}
      </p>
      {event.parentId && (
        <p className="muted">
          Part of <Link to={`/events/${event.parentId}`}>the WebSocket connection</Link>
        </p>
      )}
    </>
  )
}

const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`
