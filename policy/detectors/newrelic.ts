/** New Relic keys. */
import { detector } from './detector.ts'

export const newrelicKey = detector({
  id: 'newrelic-key',
  name: 'New Relic user, licence or insert key',
  source: 'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/',
  keywords: ['NRAK-', 'NRII-', 'NRJS-', 'NRRA-', 'NRIQ-', 'NRSP-'],
  pattern:
    'NRAK-[A-Z0-9]{25,30}|NR(?:II|IQ)-[A-Za-z0-9_-]{28,36}|NRJS-[0-9a-f]{19}|NRRA-[0-9a-f]{42}|NRSP-[a-z0-9-]{30,}',
  examples: {
    match: ['NRAK-[A-Z0-9]{27}', 'NRII-[A-Za-z0-9_-]{31}[A-Za-z0-9]'],
    ignore: [['NRAK-XXXXXXXXXXXXXXXXXXXXXXXXXXX', 'a placeholder']],
  },
})

export const newrelicLicenseKey = detector({
  id: 'newrelic-license-key',
  name: 'New Relic licence key',
  source: 'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/',
  keywords: ['NRAL'],
  pattern: '(?:eu01xx)?[0-9a-f]{30,36}(?:FFFF)?NRAL',
  lead: 42,
  boundary: 'anywhere',
  examples: {
    match: ['[0-9a-f]{36}NRAL'],
    ignore: [['NRAL', 'too short']],
  },
})
