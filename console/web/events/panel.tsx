/** One event over the list: at its own address, closed by Esc, with the list's next and previous at hand. */
import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useLocation, useNavigate, useOutletContext, useParams } from 'react-router'
import { useEvent } from '../api/queries.ts'
import { Failure, Skeleton, Waiting } from '../parts/card.tsx'
import { CopyButton } from '../parts/copy.tsx'
import { When } from '../parts/time.tsx'
import { usePageTitle } from '../parts/title.ts'
import type { ListContext } from './page.tsx'
import { Story } from './story.tsx'

export function EventPanel() {
  const { id = '' } = useParams()
  const { ids } = useOutletContext<ListContext>()
  const event = useEvent(id)
  const panel = useRef<HTMLElement>(null)
  const go = useGo(id, ids)
  usePageTitle(`Event ${id}`)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another event starts at its top.
  useEffect(() => {
    panel.current?.focus({ preventScroll: true })
    panel.current?.scrollTo(0, 0)
  }, [id])
  return (
    <aside
      className="panel"
      ref={panel}
      tabIndex={-1}
      aria-label={`Event ${id}`}
      onKeyDown={press => {
        if (press.key === 'Escape') go.close()
        if (press.key === 'j' && !press.metaKey && !press.ctrlKey) go.next?.()
        if (press.key === 'k' && !press.metaKey && !press.ctrlKey) go.previous?.()
      }}
    >
      <div className="panel-head">
        <div className="panel-id">
          <code className="truncate">{id}</code>
          <CopyButton text={id} label="Copy the event id" />
        </div>
        <span className="muted panel-when">{event.data && <When at={event.data.at} />}</span>
        <div className="panel-actions">
          <PanelButton label="Newer event (k)" onClick={go.previous} icon={<ChevronUp aria-hidden />} />
          <PanelButton label="Older event (j)" onClick={go.next} icon={<ChevronDown aria-hidden />} />
          <PanelButton label="Close (Esc)" onClick={go.close} icon={<X aria-hidden />} />
        </div>
      </div>
      {event.data && <Story event={event.data} />}
      {event.isError && <Failure error={event.error} retry={() => event.refetch()} />}
      {event.isPending && (
        <Waiting>
          <div className="panel-waiting">
            <Skeleton height={64} />
            <Skeleton height={320} />
          </div>
        </Waiting>
      )}
    </aside>
  )
}

function PanelButton(button: {
  readonly label: string
  readonly onClick: (() => void) | undefined
  readonly icon: React.ReactNode
}) {
  return (
    <button
      type="button"
      className="button"
      data-look="quiet"
      data-icon=""
      aria-label={button.label}
      title={button.label}
      disabled={!button.onClick}
      onClick={button.onClick}
    >
      {button.icon}
    </button>
  )
}

interface Go {
  readonly close: () => void
  readonly next: (() => void) | undefined
  readonly previous: (() => void) | undefined
}

/** Closing gives the focus back to the row the person came from. */
function useGo(id: string, ids: readonly string[]): Go {
  const navigate = useNavigate()
  const { search } = useLocation()
  const at = ids.indexOf(id)
  const to = (index: number) => {
    const target = at === -1 ? undefined : ids[index]
    return target === undefined
      ? undefined
      : () => navigate({ pathname: `/events/${target}`, search }, { replace: true })
  }
  const close = () => {
    navigate({ pathname: '/events', search })
    document.querySelector<HTMLElement>(`[data-event="${CSS.escape(id)}"]`)?.focus()
  }
  return { close, next: to(at + 1), previous: at > 0 ? to(at - 1) : undefined }
}
