/** RubyGems keys. */
import { detector } from './detector.ts'

export const rubygemsApiKey = detector({
  id: 'rubygems-api-key',
  name: 'RubyGems API key',
  severity: 'critical',
  source: 'https://guides.rubygems.org/api-key-scopes/',
  keywords: ['rubygems_'],
  pattern: 'rubygems_[0-9a-f]{48}',
  examples: {
    match: ['rubygems_[0-9a-f]{48}'],
    ignore: [['rubygems_version_number', 'words']],
  },
})
