/** EasyPost keys. */
import { detector } from './detector.ts'

export const easypostApiKey = detector({
  id: 'easypost-api-key',
  name: 'EasyPost API key',
  source: 'https://docs.easypost.com/docs/authentication',
  keywords: ['EZAK', 'EZTK'],
  pattern: 'EZ[AT]K[A-Za-z0-9]{50,60}',
  examples: {
    match: ['EZAK[A-Za-z0-9]{54}'],
    ignore: [['EZAKEY', 'too short']],
  },
})
