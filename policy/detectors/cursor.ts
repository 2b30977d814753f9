/** Cursor keys. */
import { detector } from './detector.ts'

export const cursorApiKey = detector({
  id: 'cursor-api-key',
  name: 'Cursor API key',
  source: 'https://docs.cursor.com/en/account/teams/admin-api',
  keywords: ['key_'],
  pattern: 'key_[0-9a-f]{64}',
  examples: {
    match: ['key_[0-9a-f]{64}'],
    ignore: [['key_[0-9a-f]{16}', 'too short']],
  },
})
