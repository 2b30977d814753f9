/** A person as initials and name, with the domain left quiet. */
import { personParts } from '../words/names.ts'

export function PersonName({ user, avatar = true }: { readonly user: string; readonly avatar?: boolean }) {
  const { name, domain, initials } = personParts(user)
  return (
    <span className="person" title={user}>
      {avatar && (
        <span className="avatar" aria-hidden>
          {initials}
        </span>
      )}
      <span className="truncate">
        <span className="name">{name}</span>
        <span className="muted">{domain}</span>
      </span>
    </span>
  )
}
