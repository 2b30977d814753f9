/** Infisical tokens. */
import { detector } from './detector.ts'

export const infisicalToken = detector({
  id: 'infisical-token',
  name: 'Infisical service token',
  source: 'https://infisical.com/docs/documentation/platform/token',
  keywords: ['st.'],
  pattern: 'st\\.[0-9a-f-]{24,36}\\.[0-9a-f]{32}\\.[0-9a-f]{32}',
  examples: {
    match: ['st\\.[0-9a-f]{24}\\.[0-9a-f]{32}\\.[0-9a-f]{32}'],
    ignore: [['st.name.of.the.value', 'words']],
  },
})
