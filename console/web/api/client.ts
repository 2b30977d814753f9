/** Calls the console's API; a failure is an ApiError that carries the server's own words. */
import type { Problem } from '../../contract.ts'

export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly retryAfterSeconds: number | undefined

  constructor(status: number, problem: Partial<Problem>) {
    super(problem.detail ?? problem.title ?? 'The console did not answer.')
    this.name = 'ApiError'
    this.status = status
    this.code = problem.code ?? 'unknown'
    this.retryAfterSeconds = problem.retryAfterSeconds
  }
}

export type Query = Readonly<Record<string, string | number | boolean | undefined>>

export const get = <T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> =>
  send<T>('GET', withQuery(path, query), undefined, signal)
export const post = <T>(path: string, body: object): Promise<T> => send<T>('POST', path, body)
export const remove = (path: string): Promise<void> => send<void>('DELETE', path)

/** `path?a=1&b=2` without the parameters that are undefined or empty. */
export function withQuery(path: string, query: Query): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') parameters.set(name, String(value))
  }
  const text = parameters.toString()
  return text ? `${path}?${text}` : path
}

async function send<T>(method: string, path: string, body?: object, signal?: AbortSignal): Promise<T> {
  const response = await fetch(path, {
    method,
    credentials: 'same-origin',
    headers: { 'x-sluice-console': '1', ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause
    throw new ApiError(0, { detail: 'The console cannot be reached. Is Sluice running?', code: 'unreachable' })
  })
  if (!response.ok) throw new ApiError(response.status, await problemOf(response))
  // Our own server answers with the type of its contract; its tests check every answer against the schema.
  return (response.status === 204 ? undefined : await response.json()) as T
}

async function problemOf(response: Response): Promise<Partial<Problem>> {
  if (!response.headers.get('content-type')?.includes('json')) return {}
  // Same origin, same contract as above.
  return (await response.json()) as Problem
}
