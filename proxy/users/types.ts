/** People with a password of ours: proxy users (Proxy-Authorization: Basic) and console admins. Only argon2id hashes are kept. */

/** employee: may use the proxy; auditor: may also read the console; admin: may also change it. */
export const userRoles = ['employee', 'auditor', 'admin'] as const
export type UserRole = (typeof userRoles)[number]

export interface User {
  readonly name: string
  readonly role: UserRole
  readonly groups: readonly string[]
  /** Epoch ms. */
  readonly createdAt: number
  readonly disabled: boolean
}

export interface UserStore {
  list(): readonly User[]
  /** The same object until the user is changed: caches of verified passwords compare it. */
  find(name: string): User | undefined
  /** Throws when the name exists or is not `[A-Za-z0-9._@+-]{1,128}`. */
  add(user: {
    readonly name: string
    readonly role: UserRole
    readonly groups: readonly string[]
    readonly password: string
  }): Promise<User>
  setPassword(name: string, password: string): Promise<void>
  setDisabled(name: string, disabled: boolean): void
  /** Same time for unknown names as for wrong passwords. Undefined: wrong, unknown or disabled. */
  verify(name: string, password: string): Promise<User | undefined>
  close(): void
}
