/** Harness tokens. */
import { detector } from './detector.ts'

export const harnessToken = detector({
  id: 'harness-token',
  name: 'Harness access token',
  source: 'https://developer.harness.io/docs/platform/automation/api/add-and-manage-api-keys/',
  keywords: ['pat.', 'sat.'],
  pattern: '[ps]at\\.[A-Za-z0-9_-]{22}\\.[0-9a-zA-Z]{24}\\.[A-Za-z0-9]{20}',
  examples: {
    match: ['pat\\.[A-Za-z0-9_-]{22}\\.[0-9a-f]{24}\\.[A-Za-z0-9]{20}'],
    ignore: [['pat.name.value', 'too short']],
  },
})
