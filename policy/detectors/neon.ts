/** Neon keys. */
import { detector } from './detector.ts'

export const neonApiKey = detector({
  id: 'neon-api-key',
  name: 'Neon API key or password',
  severity: 'critical',
  source: 'https://neon.com/docs/manage/api-keys',
  keywords: ['napi_', 'npg_'],
  pattern: 'napi_[a-z0-9]{60,68}|npg_[A-Za-z0-9]{12,16}',
  entropy: 2.8,
  examples: {
    match: ['napi_[a-z0-9]{64}', 'npg_[A-Za-z0-9]{12}'],
    ignore: [['napi_create_reference', 'a function name']],
  },
})
