/** Postman keys. */
import { detector } from './detector.ts'

export const postmanApiKey = detector({
  id: 'postman-api-key',
  name: 'Postman API key',
  source: 'https://learning.postman.com/docs/developer/postman-api/authentication/',
  keywords: ['PMAK-', 'PMAT-'],
  pattern: 'PMAK-[0-9a-f]{24}-[0-9a-f]{34}|PMAT-[0-9A-Z]{26}',
  examples: {
    match: ['PMAK-[0-9a-f]{24}-[0-9a-f]{34}'],
    ignore: [['PMAK-key', 'too short']],
  },
})
