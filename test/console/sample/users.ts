/** Users in memory, for tests that are not about hashing. */
import type { User, UserRole, UserStore } from '../../../proxy/users/types.ts'

export function memoryUsers(
  people: readonly { readonly name: string; readonly role: UserRole; readonly password: string }[],
): UserStore {
  const users = new Map<string, User>()
  const passwords = new Map<string, string>()
  const put = (name: string, role: UserRole, groups: readonly string[], password: string): User => {
    const user = { name, role, groups, createdAt: 0, disabled: false }
    users.set(name, user)
    passwords.set(name, password)
    return user
  }
  for (const { name, role, password } of people) put(name, role, [], password)
  return {
    list: () => [...users.values()],
    find: name => users.get(name),
    add: async ({ name, role, groups, password }) => put(name, role, groups, password),
    setPassword: async (name, password) => void passwords.set(name, password),
    setDisabled: (name, disabled) => void users.set(name, { ...users.get(name)!, disabled }),
    verify: async (name, password) => {
      const user = users.get(name)
      return user && !user.disabled && passwords.get(name) === password ? user : undefined
    },
    close: () => undefined,
  }
}
