/** Airtable tokens. */
import { detector } from './detector.ts'

export const airtableToken = detector({
  id: 'airtable-token',
  name: 'Airtable personal access token',
  source: 'https://airtable.com/developers/web/guides/personal-access-tokens',
  keywords: ['pat'],
  pattern: 'pat[A-Za-z0-9]{14}\\.[0-9a-f]{64}',
  examples: {
    match: ['pat[A-Za-z0-9]{14}\\.[0-9a-f]{64}'],
    ignore: [['pattern.of.names', 'words']],
  },
})
