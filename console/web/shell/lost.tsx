/** What is shown at an unknown address, and when a page breaks. */
import { isRouteErrorResponse, Link, useRouteError } from 'react-router'

export function Lost() {
  const error = useRouteError()
  const missing = error === undefined || (isRouteErrorResponse(error) && error.status === 404)
  return (
    <main className="page lost">
      <h1>{missing ? 'There is no page here' : 'This page broke'}</h1>
      <p className="muted">
        {missing
          ? 'The address may be mistyped, or the page has moved.'
          : 'Sluice may have been updated since you opened the console. Reload the page; nothing is lost.'}
      </p>
      <p className="page-actions">
        <Link className="button" to="/" reloadDocument={!missing}>
          {missing ? 'Go to the overview' : 'Reload'}
        </Link>
      </p>
    </main>
  )
}
