/** The page's name in the browser's tab and for screen readers. */
import { useEffect } from 'react'

/** Undefined leaves the title to somebody else (the panel over a list). */
export function usePageTitle(title: string | undefined): void {
  useEffect(() => {
    if (title !== undefined) document.title = `${title} · Sluice`
  }, [title])
}
