/** Shows the pages to who is signed in, the sign-in form to everybody else. */

import { useSession } from '../api/queries.ts'
import { Failure } from '../parts/card.tsx'
import { Shell } from './shell.tsx'
import { SignIn } from './sign-in.tsx'

export function Gate() {
  const session = useSession()
  if (session.isPending) return <div className="blank" aria-busy="true" />
  if (session.data === undefined) return <Failure error={session.error} retry={() => session.refetch()} />
  return session.data === null ? <SignIn /> : <Shell session={session.data} />
}
