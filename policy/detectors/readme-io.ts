/** ReadMe keys. */
import { detector } from './detector.ts'

export const readmeApiKey = detector({
  id: 'readme-api-key',
  name: 'ReadMe API key',
  source: 'https://docs.readme.com/main/reference/authentication',
  keywords: ['rdme_'],
  pattern: 'rdme_[A-Za-z0-9]{60,75}',
  examples: {
    match: ['rdme_[a-z0-9]{70}'],
    ignore: [['rdme_key', 'too short']],
  },
})
