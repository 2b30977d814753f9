/** Datadog keys with a mark. */
import { detector } from './detector.ts'

export const datadogKey = detector({
  id: 'datadog-key',
  name: 'Datadog access token or application key',
  source: 'https://docs.datadoghq.com/account_management/api-app-keys/',
  keywords: ['ddapp_', 'ddpat_', 'ddsat_', 'ddog_'],
  pattern: 'dd(?:app|pat|sat|og)_[A-Za-z0-9]{30,60}',
  entropy: 3,
  examples: {
    match: ['ddapp_[A-Za-z0-9]{40}'],
    ignore: [['ddapp_key', 'too short']],
  },
})
