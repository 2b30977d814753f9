import { expect, test } from 'vitest'
import { CertificateError } from '../../certs/error.ts'

test('a certificate error is told from others by class and name, and keeps its cause', () => {
  const cause = new Error('disk')
  const error = new CertificateError('root.key cannot be read', { cause })
  expect(error).toBeInstanceOf(CertificateError)
  expect(String(error)).toBe('CertificateError: root.key cannot be read')
  expect(error.cause).toBe(cause)
})
