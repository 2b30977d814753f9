/** Calls the sample console as a signed-in browser or a script would. */
import type { InjectOptions, Response } from 'light-my-request'
import type { Sample } from './sample/server.ts'

export interface Client {
  call(method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object): Promise<Response>
  readonly cookie: string
}

export const ours = { 'x-sluice-console': '1' }

export async function signIn(sample: Sample, name: 'admin' | 'audra' | 'emma' = 'admin'): Promise<Client> {
  const answer = await sample.app.inject({
    method: 'POST',
    url: '/api/session',
    headers: ours,
    payload: { name, password: sample.passwords[name] },
  })
  const cookie = String(answer.headers['set-cookie'] ?? '').split(';')[0] ?? ''
  return {
    cookie,
    call(method, url, payload) {
      const request: InjectOptions = { method, url, headers: { ...ours, cookie } }
      if (payload) request.payload = payload
      return sample.app.inject(request)
    },
  }
}
