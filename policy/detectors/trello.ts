/** Trello tokens. */
import { crc32 } from './crc32.ts'
import { detector } from './detector.ts'

export const trelloToken = detector({
  id: 'trello-token',
  name: 'Trello API token',
  source: 'https://developer.atlassian.com/cloud/trello/guides/rest-api/api-introduction/',
  keywords: ['ATTA'],
  pattern: 'ATTA[0-9a-f]{64}[0-9A-Fa-f]{8}|ATTA[0-9a-f]{64}',
  verify: value =>
    value.length === 76 ? Number.parseInt(value.slice(-8), 16) === crc32(value.slice(0, -8)) || undefined : undefined,
  check: 'CRC32 in the last 8 digits',
  examples: {
    match: ['ATTA[0-9a-f]{64}[0-9A-F]{8}'],
    ignore: [['ATTACHMENT', 'a word']],
  },
})
