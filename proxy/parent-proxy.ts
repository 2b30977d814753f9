/** CONNECT through a parent proxy, where the network has no other way out. */
import { request } from 'node:http'
import type { Socket } from 'node:net'
import { type Authority, formatAuthority } from './authority.ts'
import { SettingsError, SluiceError } from './errors.ts'

export interface ParentProxy {
  readonly host: string
  readonly port: number
  /** Value of Proxy-Authorization for the parent. */
  readonly authorization?: string
}

/** Parses settings `upstream.parent_proxy`; undefined when empty. */
export function parseParentProxy(text: string): ParentProxy | undefined {
  if (text === '') return undefined
  let url: URL
  try {
    url = new URL(text)
  } catch (cause) {
    throw new SettingsError('upstream.parent_proxy: must be http://[user:password@]host:port', { cause })
  }
  if (url.protocol !== 'http:' || url.hostname === '')
    throw new SettingsError('upstream.parent_proxy: must be http://[user:password@]host:port')
  const credentials = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || 80),
    ...(url.username ? { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` } : {}),
  }
}

/** A socket that leads to `target`. The parent resolves the name, so the private-range guard is the parent's to keep. */
export function connectThroughParent(parent: ParentProxy, target: Authority, timeoutMs: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const authority = formatAuthority(target)
    const ask = request({
      host: parent.host,
      port: parent.port,
      method: 'CONNECT',
      path: authority,
      headers: { host: authority, ...(parent.authorization ? { 'proxy-authorization': parent.authorization } : {}) },
      agent: false,
      timeout: timeoutMs,
    })
    ask.once('timeout', () =>
      ask.destroy(
        new SluiceError(
          'upstream_timeout',
          `parent proxy ${parent.host}:${parent.port} did not answer within ${timeoutMs / 1000} s`,
        ),
      ),
    )
    ask.once('error', error =>
      reject(
        error instanceof SluiceError
          ? error
          : new SluiceError('upstream_unreachable', `parent proxy ${parent.host}:${parent.port}: no connection`, {
              cause: error,
            }),
      ),
    )
    ask.once('connect', (answer, socket, head) => {
      if (answer.statusCode !== 200) {
        socket.destroy()
        reject(
          new SluiceError(
            'upstream_unreachable',
            `parent proxy ${parent.host}:${parent.port} answered ${answer.statusCode} to CONNECT ${authority}`,
          ),
        )
        return
      }
      socket.setTimeout(0)
      socket.setNoDelay(true)
      if (head.length > 0) socket.unshift(head)
      resolve(socket)
    })
    ask.end()
  })
}
