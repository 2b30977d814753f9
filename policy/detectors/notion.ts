/** Notion tokens. */
import { detector } from './detector.ts'

export const notionToken = detector({
  id: 'notion-token',
  name: 'Notion integration token',
  source: 'https://developers.notion.com/docs/authorization',
  keywords: ['ntn_', 'secret_'],
  pattern: 'ntn_[A-Za-z0-9]{40,50}|secret_[A-Za-z0-9]{43}',
  entropy: 3.6,
  examples: {
    match: ['ntn_[A-Za-z0-9]{46}', 'secret_[A-Za-z0-9]{43}'],
    ignore: [['secret_manager_configuration_for_production', 'words']],
  },
})
