import { expect, test } from 'vitest'
import { type ErrorCode, errorStatus, SettingsError, SluiceError } from '../../proxy/errors.ts'

test('an error carries its code, the status for it, and its cause', () => {
  const cause = new Error('disk full')
  const error = new SluiceError('audit_failed', 'the request could not be recorded', { cause })
  expect(error).toMatchObject({ name: 'SluiceError', code: 'audit_failed', status: 403, cause })
  expect(error).toBeInstanceOf(Error)
})

/** What the SDKs of OpenAI and Anthropic ask again for, unless the answer tells them not to. */
const retried = (status: number): boolean => status === 408 || status === 409 || status === 429 || status >= 500

test('no refusal of ours has a status that SDKs retry, except where trying again is right', () => {
  const codes = Object.keys(errorStatus) as ErrorCode[] // the keys of a constant
  expect(codes.filter(code => retried(errorStatus[code])).sort()).toEqual([
    'limit_exceeded',
    'shutting_down',
    'upstream_certificate',
    'upstream_protocol',
    'upstream_timeout',
    'upstream_unreachable',
  ])
})

test('a settings error is told apart by its name', () => {
  expect(new SettingsError('proxy.listen: must be HOST:PORT').name).toBe('SettingsError')
})
