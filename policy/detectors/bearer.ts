/** Credentials in HTTP headers. */
import { detector } from './detector.ts'
import { makeValue } from './make-value.ts'

const dullLogins = new Set([
  'user:password',
  'user:pass',
  'username:password',
  'admin:admin',
  'aladdin:open sesame',
  'aladdin:opensesame',
  'test:test',
  'foo:bar',
])

/** `user:password`, printable, and no textbook example. */
function holdsLogin(value: string): boolean {
  const text = Buffer.from(value, 'base64').toString('latin1')
  const colon = text.indexOf(':')
  if (colon < 0 || text.length - colon < 4 || dullLogins.has(text.toLowerCase())) return false
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) < 32 || text.charCodeAt(i) > 126) return false
  return true
}

export const genericBearerToken = detector({
  id: 'generic-bearer-token',
  name: 'Bearer token in an Authorization header',
  source: 'https://www.rfc-editor.org/rfc/rfc6750',
  keywords: ['Bearer', 'bearer'],
  pattern: '[Bb]earer\\s{1,2}([A-Za-z0-9._~+/=:-]{16,})',
  longest: 4200,
  entropy: 3,
  boundary: 'before',
  examples: {
    match: ['Authorization: Bearer «[A-Za-z0-9]{40}»'],
    ignore: [
      ['Bearer authentication.required', 'words'],
      ['Bearer \\$TOKEN', 'a variable'],
    ],
  },
})

export const basicCredentials = detector({
  id: 'basic-credentials',
  name: 'User name and password in an HTTP Basic header',
  source: 'https://www.rfc-editor.org/rfc/rfc7617',
  keywords: ['Basic', 'basic'],
  pattern: '[Bb]asic\\s{1,2}([A-Za-z0-9+/_-]{8,400}={0,2})',
  longest: 500,
  boundary: 'before',
  strict: true,
  verify: holdsLogin,
  check: 'decodes to user and password',
  examples: {
    match: [
      random =>
        `Authorization: Basic «${Buffer.from(`ann:${makeValue('[A-Za-z0-9]{12}', random)}`).toString('base64')}»`,
    ],
    ignore: [
      ['Basic authentication', 'words'],
      ['Basic dXNlcjpwYXNzd29yZA==', 'user:password'],
    ],
  },
})

export const samlResponse = detector({
  id: 'saml-response',
  name: 'SAML response of a sign-in',
  severity: 'medium',
  source: 'https://docs.oasis-open.org/security/saml/v2.0/saml-bindings-2.0-os.pdf',
  keywords: ['SAMLResponse='],
  pattern: 'SAMLResponse=([A-Za-z0-9%+/=_-]{100,})',
  longest: 12_000,
  examples: {
    match: ['SAMLResponse=«PHNhbWxwOlJlc3BvbnNl[A-Za-z0-9]{200}»'],
    ignore: [['SAMLResponse=base64', 'too short']],
  },
})

export const signedUrl = detector({
  id: 'signed-url',
  name: 'Signature of a signed URL',
  severity: 'medium',
  source: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-signed-urls.html',
  keywords: ['Signature='],
  pattern: 'Signature=([A-Za-z0-9~_%+/-]{40,700}={0,2})',
  longest: 800,
  entropy: 3.4,
  confidence: 'medium',
  examples: {
    match: ['https://cdn.acme.example/f\\?Expires=1&Signature=«[A-Za-z0-9~]{63}[A-Za-z0-9]»&Key-Pair-Id=K1'],
    ignore: [['Signature=base64url', 'too short']],
  },
})
