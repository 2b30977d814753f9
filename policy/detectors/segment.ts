/** Segment tokens. */
import { detector } from './detector.ts'

export const segmentToken = detector({
  id: 'segment-token',
  name: 'Segment public API token',
  source: 'https://docs.segmentapis.com/',
  keywords: ['sgp_'],
  pattern: 'sgp_[A-Za-z0-9]{64}',
  examples: {
    match: ['sgp_[A-Za-z0-9]{60}Q9zX'],
    ignore: [['sgp_token', 'too short']],
  },
})
