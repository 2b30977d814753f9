/** The mark: a gate with water passing under it. */
import { Link } from 'react-router'

export function Mark() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" className="mark-ground" />
      <path d="M8 8v16M24 8v16M12 8v7h8V8" className="mark-gate" />
      <path d="M12 20.5c1.3-1.2 2.7-1.2 4 0s2.7 1.2 4 0" className="mark-water" />
    </svg>
  )
}

export function Brand() {
  return (
    <Link to="/" className="brand">
      <Mark />
      Sluice
    </Link>
  )
}
