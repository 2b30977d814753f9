/** A moment told relative to now, with the whole date on hover; one clock ticks for the page. */
import { useSyncExternalStore } from 'react'
import { absolute, relative } from '../words/format.ts'

const tickMs = 5000
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined
let current = Date.now()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    current = Date.now()
    for (const each of listeners) each()
  }, tickMs)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** Now, to the nearest few seconds; re-renders as time goes by. */
export function useNow(): number {
  return useSyncExternalStore(
    subscribe,
    () => current,
    () => current,
  )
}

export function When({ at }: { readonly at: number }) {
  const now = useNow()
  return (
    <time dateTime={new Date(at).toISOString()} title={absolute(at)}>
      {relative(at, now)}
    </time>
  )
}
