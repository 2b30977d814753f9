/** NuGet keys. */
import { detector } from './detector.ts'

export const nugetApiKey = detector({
  id: 'nuget-api-key',
  name: 'NuGet API key',
  source: 'https://learn.microsoft.com/en-us/nuget/nuget-org/publish-a-package',
  keywords: ['oy2'],
  pattern: 'oy2[a-z0-9]{43}',
  entropy: 3.2,
  examples: {
    match: ['oy2[a-z0-9]{43}'],
    ignore: [['oy2aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'a placeholder']],
  },
})
