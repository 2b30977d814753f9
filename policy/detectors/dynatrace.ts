/** Dynatrace tokens. */
import { detector } from './detector.ts'

export const dynatraceToken = detector({
  id: 'dynatrace-token',
  name: 'Dynatrace token',
  source:
    'https://docs.dynatrace.com/docs/manage/identity-access-management/access-tokens-and-oauth-clients/access-tokens',
  keywords: ['dt0c01.', 'dt0s01.', 'dt0s02.', 'dt0s08.', 'dt0s16.'],
  pattern: 'dt0[cs]\\d{2}\\.[A-Z0-9]{24}\\.[A-Z0-9]{64}',
  examples: {
    match: ['dt0c01\\.[A-Z0-9]{24}\\.[A-Z0-9]{64}'],
    ignore: [['dt0c01.token.value', 'too short']],
  },
})
