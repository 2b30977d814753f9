/** The frame of every page: skip link, navigation, state of the policy, banners, the person signed in. */
import { Activity, KeyRound, LayoutDashboard, ListFilter, ShieldOff, Users } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { NavLink, Outlet, useLocation } from 'react-router'
import type { Session } from '../../contract.ts'
import { useStatus } from '../api/queries.ts'
import { Banners } from './banners.tsx'
import { Brand } from './brand.tsx'
import { PolicyState } from './policy-state.tsx'
import { UserMenu } from './user-menu.tsx'

interface Place {
  readonly to: string
  readonly name: string
  readonly icon: ReactNode
  readonly adminOnly?: boolean
}

const watching: readonly Place[] = [
  { to: '/', name: 'Overview', icon: <LayoutDashboard aria-hidden /> },
  { to: '/events', name: 'Events', icon: <ListFilter aria-hidden /> },
  { to: '/people', name: 'People', icon: <Users aria-hidden /> },
  { to: '/exemptions', name: 'Exemptions', icon: <ShieldOff aria-hidden /> },
]
const running: readonly Place[] = [
  { to: '/system', name: 'System', icon: <Activity aria-hidden /> },
  { to: '/tokens', name: 'API tokens', icon: <KeyRound aria-hidden />, adminOnly: true },
]

export function Shell({ session }: { readonly session: Session }) {
  const status = useStatus()
  const main = useRef<HTMLElement>(null)
  useFocusOnNewPage(main)
  return (
    <div className="shell">
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <header className="side">
        <Brand />
        <nav aria-label="Pages">
          <Places places={watching} />
          <p className="nav-heading">Sluice</p>
          <Places places={running.filter(place => !place.adminOnly || session.role === 'admin')} />
        </nav>
        <div className="side-foot">
          {status.data && <PolicyState status={status.data} />}
          <UserMenu session={session} side="up" />
        </div>
      </header>
      <header className="top">
        <Brand />
        <div className="top-right">
          {status.data && <PolicyState status={status.data} />}
          <UserMenu session={session} side="right" compact />
        </div>
      </header>
      <div className="main">
        <Banners status={status.data} unreachable={status.isError} session={session} />
        <main id="main" className="page" tabIndex={-1} ref={main}>
          <Outlet />
        </main>
      </div>
      <nav className="tabs" aria-label="Pages">
        {[...watching, running[0]!].map(place => (
          <NavLink key={place.to} to={place.to} end={place.to === '/'}>
            {place.icon}
            {place.name}
          </NavLink>
        ))}
      </nav>
    </div>
  )
}

function Places({ places }: { readonly places: readonly Place[] }) {
  return (
    <div className="nav">
      {places.map(place => (
        <NavLink key={place.to} to={place.to} end={place.to === '/'}>
          {place.icon}
          {place.name}
        </NavLink>
      ))}
    </div>
  )
}

/** Moving to another page puts the focus on it, so that keyboards and screen readers start there. */
function useFocusOnNewPage(main: React.RefObject<HTMLElement | null>): void {
  const page = useLocation().pathname.split('/')[1] ?? ''
  const before = useRef(page)
  useEffect(() => {
    if (before.current === page) return
    before.current = page
    window.scrollTo(0, 0)
    main.current?.focus({ preventScroll: true })
  }, [page, main])
}
