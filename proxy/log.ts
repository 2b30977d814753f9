/** A logger that cannot print bodies or credentials: only the fields named here pass, and error messages of ours. */
import pino from 'pino'
import { SluiceError } from './errors.ts'

/** Fields a line may carry. None of them can hold text of a request. */
export interface LogFields {
  readonly event?: string
  readonly code?: string
  readonly host?: string
  readonly app?: string
  readonly user?: string
  readonly address?: string
  readonly status?: number
  readonly stage?: string
  readonly file?: string
  readonly line?: number
  readonly count?: number
  readonly seconds?: number
  readonly version?: string
  readonly listen?: string
  /** Printed as its code and, for errors of ours and of the system, its message. */
  readonly error?: unknown
}

export interface Log {
  debug(message: string, fields?: LogFields): void
  info(message: string, fields?: LogFields): void
  warn(message: string, fields?: LogFields): void
  error(message: string, fields?: LogFields): void
}

const allowed = [
  'event',
  'code',
  'host',
  'app',
  'user',
  'address',
  'status',
  'stage',
  'file',
  'line',
  'count',
  'seconds',
  'version',
  'listen',
] as const

/** JSON lines to `destination` (stderr by default). */
export function createLog(
  level: 'debug' | 'info' | 'warn' | 'error',
  destination?: { write(line: string): void },
): Log {
  const out = destination ?? pino.destination({ dest: 2, sync: true })
  const logger = pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: label => ({ level: label }) },
    },
    out,
  )
  return {
    debug: (message, fields) => logger.debug(printable(fields), message),
    info: (message, fields) => logger.info(printable(fields), message),
    warn: (message, fields) => logger.warn(printable(fields), message),
    error: (message, fields) => logger.error(printable(fields), message),
  }
}

/** For tests and commands that print nothing. */
export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
}

function printable(fields: LogFields | undefined): Record<string, unknown> {
  if (!fields) return {}
  const line: Record<string, unknown> = {}
  for (const name of allowed) if (fields[name] !== undefined) line[name] = fields[name]
  if (fields.error !== undefined) line['error'] = describeError(fields.error)
  return line
}

/** Code and a message that is safe to print: ours, or the system's (a syscall failed); of others only name and stack position. */
export function describeError(error: unknown): string {
  if (error instanceof SluiceError)
    return `${error.code}: ${error.message}${error.cause === undefined ? '' : ` (${describeError(error.cause)})`}`
  if (!(error instanceof Error)) return typeof error
  // Node's system errors carry code and syscall; their message names paths and addresses only.
  const code = (error as NodeJS.ErrnoException).code
  if (code !== undefined) return 'syscall' in error ? `${code}: ${error.message}` : `${code}: ${error.name}`
  const where = error.stack
    ?.split('\n')
    .find(line => line.startsWith('    at '))
    ?.trim()
  return where ? `${error.name} ${where}` : error.name
}
