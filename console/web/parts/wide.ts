/** Whether the window is wide enough for tables and side panels. The same width stands in the style sheets. */
import { useSyncExternalStore } from 'react'

const query = '(min-width: 861px)'

export function useWide(): boolean {
  return useSyncExternalStore(
    listener => {
      const media = window.matchMedia(query)
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    () => window.matchMedia(query).matches,
    () => true,
  )
}
