/** Sentry tokens. */
import { detector } from './detector.ts'

export const sentryToken = detector({
  id: 'sentry-token',
  name: 'Sentry auth token',
  source: 'https://docs.sentry.io/account/auth-tokens/',
  keywords: ['sntrys_', 'sntryu_', 'sntryi_'],
  pattern: 'sntrys_[A-Za-z0-9+/=_-]{60,}|sntry[ui]_[0-9a-f]{64}',
  longest: 800,
  examples: {
    match: ['sntryu_[0-9a-f]{64}', 'sntrys_eyJ[A-Za-z0-9]{140}=_[A-Za-z0-9+/]{43}'],
    ignore: [['sntrys_token', 'too short']],
  },
})

export const sentryDsn = detector({
  id: 'sentry-dsn',
  name: 'Sentry DSN',
  severity: 'low',
  source: 'https://docs.sentry.io/concepts/key-terms/dsn-explainer/',
  address: true,
  keywords: ['.ingest.', '@sentry.io'],
  pattern: '[0-9a-f]{32}(?::[0-9a-f]{32})?@(?:o\\d+\\.ingest\\.(?:[a-z]{2}\\.)?)?sentry\\.io/\\d+',
  lead: 80,
  examples: {
    match: ['«https://[0-9a-f]{32}@o\\d{6}\\.ingest\\.sentry\\.io/\\d{7}»'],
    ignore: [['https://examplePublicKey@o0.ingest.sentry.io/0', 'the documented example']],
  },
})
