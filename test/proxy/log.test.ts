import { describe, expect, test } from 'vitest'
import { SluiceError } from '../../proxy/errors.ts'
import { createLog, describeError, type LogFields, silentLog } from '../../proxy/log.ts'

function collect(level: 'debug' | 'info' | 'warn' | 'error' = 'debug') {
  const lines: Record<string, unknown>[] = []
  const log = createLog(level, { write: line => void lines.push(JSON.parse(line) as Record<string, unknown>) })
  return { log, lines }
}

test('a line is JSON with its message and the fields that are allowed', () => {
  const { log, lines } = collect()
  log.warn('request refused', { event: 'ev_1', host: 'api.openai.com', status: 403 })
  expect(lines[0]).toMatchObject({ msg: 'request refused', event: 'ev_1', host: 'api.openai.com', status: 403 })
})

test('a field that is not allowed is not printed, whatever it holds', () => {
  const { log, lines } = collect()
  const smuggled = { event: 'ev_1', body: 'private', headers: { authorization: 'Bearer x' } } as LogFields
  log.error('failed', smuggled)
  expect(JSON.stringify(lines)).not.toMatch(/private|Bearer/)
})

test('lines below the level are left out', () => {
  const { log, lines } = collect('warn')
  log.info('quiet')
  log.warn('loud')
  expect(lines.map(line => line['msg'])).toEqual(['loud'])
})

describe('errors', () => {
  test('ours print code, message and cause', () => {
    const error = new SluiceError('audit_failed', 'could not be recorded', { cause: systemError() })
    expect(describeError(error)).toBe('audit_failed: could not be recorded (ENOSPC: no space left, write)')
  })

  test("others' messages may quote what they read, so only name and place are printed", () => {
    const error = new SyntaxError('Unexpected token in "my private prompt"')
    const text = describeError(error)
    expect(text).toMatch(/^SyntaxError at /)
    expect(text).not.toContain('private')
  })

  test('an error with a code that is no system call prints the code alone', () => {
    const error = Object.assign(new Error('private'), { code: 'ERR_SOMETHING' })
    expect(describeError(error)).toBe('ERR_SOMETHING: Error')
  })

  test('what is no error prints its type alone', () => {
    expect(describeError('private')).toBe('string')
    expect(describeError(undefined)).toBe('undefined')
  })

  test('reach the log as text', () => {
    const { log, lines } = collect()
    log.error('failed', { error: new TypeError('private') })
    expect(lines[0]!['error']).toMatch(/^TypeError/)
    expect(JSON.stringify(lines)).not.toContain('private')
  })
})

test('the silent log takes everything', () => {
  for (const level of ['debug', 'info', 'warn', 'error'] as const) expect(silentLog[level]('x')).toBeUndefined()
})

function systemError(): Error {
  return Object.assign(new Error('no space left, write'), { code: 'ENOSPC', syscall: 'write' })
}
