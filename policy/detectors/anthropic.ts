/** Anthropic keys. */
import { detector } from './detector.ts'

export const anthropicApiKey = detector({
  id: 'anthropic-api-key',
  name: 'Anthropic API key, admin key, OAuth or session token',
  severity: 'critical',
  source: 'https://docs.claude.com/en/api/overview',
  keywords: ['sk-ant-'],
  pattern: 'sk-ant-(?:[a-z]{2,6}\\d{2}-)?[A-Za-z0-9_-]{32,240}',
  verify: value => (value.length >= 100 && value.endsWith('AA') ? true : undefined),
  check: 'length and the AA at the end',
  entropy: 3.5,
  examples: {
    match: [
      'sk-ant-api03-[A-Za-z0-9_-]{93}AA',
      'sk-ant-admin01-[A-Za-z0-9_-]{93}AA',
      'sk-ant-sid01-[A-Za-z0-9_-]{86}-[A-Za-z0-9_-]{6}AA',
    ],
    ignore: [
      [`sk-ant-api03-${'x'.repeat(40)}`, 'a placeholder'],
      ['sk-ant-your-key', 'too short'],
    ],
  },
})
