/** The person signed in: account, tokens, theme, sign-out. */
import { ChevronsUpDown, CircleUser, KeyRound, LogOut, Monitor, Moon, Sun } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Session } from '../../contract.ts'
import { setSession, signOut, useQueryClient } from '../api/queries.ts'
import { Menu } from '../parts/menu.tsx'
import { currentTheme, setTheme, type Theme } from '../theme.ts'
import { personParts } from '../words/names.ts'

export function UserMenu(menu: {
  readonly session: Session
  readonly side: 'up' | 'right'
  readonly compact?: boolean
}) {
  const { role } = menu.session
  const queries = useQueryClient()
  const leave = async () => {
    try {
      await signOut()
    } finally {
      setSession(queries, null)
    }
  }
  return (
    <Menu side={menu.side} faceClass="user-face" face={<Face session={menu.session} compact={menu.compact ?? false} />}>
      {close => (
        <>
          <Link className="menu-option" to="/account" onClick={close}>
            <CircleUser aria-hidden />
            Account and sessions
          </Link>
          {role === 'admin' && (
            <Link className="menu-option" to="/tokens" onClick={close}>
              <KeyRound aria-hidden />
              API tokens
            </Link>
          )}
          <ThemeSwitch />
          <button type="button" className="menu-option" onClick={leave}>
            <LogOut aria-hidden />
            Sign out
          </button>
        </>
      )}
    </Menu>
  )
}

function Face({ session, compact }: { readonly session: Session; readonly compact: boolean }) {
  const { user, role } = session
  return (
    <>
      <span className="avatar" aria-hidden>
        {personParts(user).initials}
      </span>
      <span className="hidden-visually">Account of </span>
      {compact ? (
        <span className="hidden-visually">{user}</span>
      ) : (
        <>
          <span className="user-words">
            <span className="truncate">{user}</span>
            <span className="muted">{role === 'admin' ? 'Admin' : 'Auditor'}</span>
          </span>
          <ChevronsUpDown aria-hidden />
        </>
      )}
    </>
  )
}

const themes: readonly (readonly [Theme, string, typeof Sun])[] = [
  ['light', 'Light', Sun],
  ['dark', 'Dark', Moon],
  ['system', 'System', Monitor],
]

export function ThemeSwitch() {
  const [theme, choose] = useState(currentTheme)
  return (
    <fieldset className="segmented theme-switch">
      <legend className="hidden-visually">Theme</legend>
      {themes.map(([name, label, Icon]) => (
        <button
          type="button"
          key={name}
          aria-pressed={theme === name}
          title={`${label} theme`}
          onClick={() => {
            setTheme(name)
            choose(name)
          }}
        >
          <Icon aria-hidden />
          <span>{label}</span>
        </button>
      ))}
    </fieldset>
  )
}
