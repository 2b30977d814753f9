/** The first person who may sign in to the console, made when there is nobody yet. */
import { randomBytes } from 'node:crypto'
import type { UserStore } from './types.ts'

/** Makes `admin` with a random password when nobody could sign in to the console yet; undefined when somebody can. */
export async function ensureAdmin(users: UserStore): Promise<{ name: string; password: string } | undefined> {
  if (users.list().some(user => user.role === 'admin')) return undefined
  const password = randomBytes(15).toString('base64url')
  await users.add({ name: 'admin', role: 'admin', groups: [], password })
  return { name: 'admin', password }
}
