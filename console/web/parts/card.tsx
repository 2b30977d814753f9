/** A titled surface, what it shows while it has nothing, and what it shows while it waits. */
import { CircleAlert, Inbox } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { ApiError } from '../api/client.ts'

export function Card(card: {
  readonly title: string
  readonly note?: ReactNode
  readonly children: ReactNode
  readonly padded?: boolean
}) {
  const id = useId()
  return (
    <section className="card" aria-labelledby={id}>
      <div className="card-head">
        <h2 id={id}>{card.title}</h2>
        {card.note !== undefined && <div className="note">{card.note}</div>}
      </div>
      {card.padded === false ? card.children : <div className="card-body">{card.children}</div>}
    </section>
  )
}

export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="empty">
      <Inbox aria-hidden />
      <strong>{title}</strong>
      {children}
    </div>
  )
}

export function Failure({ error, retry }: { readonly error: unknown; readonly retry?: () => void }) {
  return (
    <div className="empty" role="alert">
      <CircleAlert aria-hidden />
      <strong>This could not be loaded</strong>
      <span>{error instanceof ApiError ? error.message : 'The page ran into an error of its own. Reload it.'}</span>
      {retry && (
        <button type="button" className="button" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  )
}

export function Skeleton({ height, width = '100%' }: { readonly height: number; readonly width?: string }) {
  return <span className="skeleton" style={{ height, width }} aria-hidden />
}

/** Says to screen readers that something loads, around any number of skeletons. */
export function Waiting({ children }: { readonly children: ReactNode }) {
  return (
    <div role="status">
      <span className="hidden-visually">Loading</span>
      {children}
    </div>
  )
}
