/** Asana tokens. */
import { detector } from './detector.ts'

export const asanaToken = detector({
  id: 'asana-token',
  name: 'Asana personal access token',
  source: 'https://developers.asana.com/docs/personal-access-token',
  keywords: ['2/', '1/', '0/'],
  pattern: '[012]/\\d{15,17}(?:/\\d{15,17})?:[0-9a-f]{32}',
  examples: {
    match: ['2/\\d{16}/\\d{16}:[0-9a-f]{32}', '0/\\d{16}:[0-9a-f]{32}'],
    ignore: [['2/1234:abcd', 'too short']],
  },
})
