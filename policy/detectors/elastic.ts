/** Elastic keys. */
import { detector } from './detector.ts'

export const elasticCloudKey = detector({
  id: 'elastic-cloud-key',
  name: 'Elastic Cloud API key',
  source: 'https://www.elastic.co/guide/en/cloud/current/ec-api-authentication.html',
  keywords: ['essu_'],
  pattern: 'essu_[A-Za-z0-9+/=_-]{30,120}',
  entropy: 3,
  examples: {
    match: ['essu_[A-Za-z0-9]{70}=='],
    ignore: [['essu_key', 'too short']],
  },
})
