/** Listens for events as they happen while `enabled`; says whether the line is up. */
import { useEffect, useRef, useState } from 'react'
import type { EventSummary, LiveMessage } from '../../contract.ts'
import { type Query, withQuery } from '../api/client.ts'
import { useQueryClient } from '../api/queries.ts'

export type LiveState = 'off' | 'connecting' | 'on' | 'lost'

const retryMs = 4000

export function useLive(
  filter: Query,
  enabled: boolean,
  onEvents: (events: readonly EventSummary[]) => void,
): LiveState {
  const queries = useQueryClient()
  const [state, setState] = useState<LiveState>('off')
  const [attempt, setAttempt] = useState(0)
  const latest = useRef(onEvents)
  latest.current = onEvents
  const address = withQuery('/api/events/live', filter)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt must open a new connection.
  useEffect(() => {
    if (!enabled) return setState('off')
    setState('connecting')
    const source = new EventSource(address)
    let retry: ReturnType<typeof setTimeout> | undefined
    source.addEventListener('open', () => setState('on'))
    source.addEventListener('change', event => {
      // Our own server; its tests check what it sends against the schema.
      const message = JSON.parse(event.data) as LiveMessage
      latest.current(message.events)
    })
    source.addEventListener('error', () => {
      setState('lost')
      if (source.readyState !== EventSource.CLOSED) return
      // Refused outright: signed out, or too many streams. What was missed is fetched with the list.
      retry = setTimeout(() => {
        void queries.invalidateQueries({ queryKey: ['session'] })
        void queries.invalidateQueries({ queryKey: ['events'] })
        setAttempt(n => n + 1)
      }, retryMs)
    })
    return () => {
      clearTimeout(retry)
      source.close()
    }
  }, [address, enabled, attempt, queries])
  return state
}
