/** What is shown at an unknown address, and when a page breaks. */
import { Link } from 'react-router'
import { usePageTitle } from '../parts/title.ts'

/** Inside the frame. */
export function Missing() {
  usePageTitle('Not found')
  return (
    <div className="lost">
      <h1>There is no page here</h1>
      <p className="muted">The address may be mistyped, or the page has moved.</p>
      <Link className="button" to="/">
        Go to the overview
      </Link>
    </div>
  )
}

/** In place of the frame: whatever broke may be part of it. */
export function Broken() {
  usePageTitle('Broken page')
  return (
    <main className="lost">
      <h1>This page broke</h1>
      <p className="muted">
        Sluice may have been updated since you opened the console. Reload the page; nothing is lost.
      </p>
      <Link className="button" to="." reloadDocument>
        Reload
      </Link>
    </main>
  )
}
