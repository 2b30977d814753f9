/** Scaleway keys. */
import { detector } from './detector.ts'

export const scalewayAccessKey = detector({
  id: 'scaleway-access-key',
  name: 'Scaleway access key id',
  severity: 'medium',
  source: 'https://www.scaleway.com/en/docs/iam/how-to/create-api-keys/',
  keywords: ['SCW'],
  pattern: 'SCW[A-Z0-9]{17}',
  entropy: 2.8,
  examples: {
    match: ['SCW[A-Z0-9]{17}'],
    ignore: [['SCW_SECRET_KEY', 'a name']],
  },
})
