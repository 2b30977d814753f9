/** Starts the console on its address; a failure to listen is one line that names the address and the remedy. */
import type { FastifyInstance } from 'fastify'
import { createConsole } from './app.ts'
import type { ConsoleOptions } from './options.ts'

export interface RunningConsole {
  /** HOST:PORT that is really listened on. */
  readonly address: string
  stop(): Promise<void>
}

export class ConsoleStartError extends Error {
  override name = 'ConsoleStartError'
}

/** Rejects with ConsoleStartError when the address cannot be listened on. */
export async function startConsole(options: ConsoleOptions & { readonly listen: string }): Promise<RunningConsole> {
  const app = await createConsole(options)
  const split = options.listen.lastIndexOf(':')
  const host = options.listen.slice(0, split).replace(/^\[|\]$/g, '')
  const port = Number(options.listen.slice(split + 1))
  try {
    await app.listen({ host, port })
  } catch (cause) {
    await app.close()
    throw new ConsoleStartError(`console.listen ${options.listen}: ${reason(cause)}`, { cause })
  }
  return { address: boundAddress(app, options.listen), stop: () => app.close() }
}

function reason(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
  if (code === 'EADDRINUSE') return 'the port is in use; stop the other program or set console.listen to another port'
  if (code === 'EACCES') return 'this user may not listen on the port; use one above 1023'
  if (code === 'EADDRNOTAVAIL') return 'this machine does not have the address; set console.listen to one it has'
  return `cannot listen (${code})`
}

function boundAddress(app: FastifyInstance, fallback: string): string {
  const bound = app.server.address()
  if (bound === null || typeof bound === 'string') return fallback
  return bound.family === 'IPv6' ? `[${bound.address}]:${bound.port}` : `${bound.address}:${bound.port}`
}
