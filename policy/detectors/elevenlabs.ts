/** ElevenLabs keys. */
import { detector } from './detector.ts'

export const elevenlabsApiKey = detector({
  id: 'elevenlabs-api-key',
  name: 'ElevenLabs API key',
  source: 'https://elevenlabs.io/docs/api-reference/authentication',
  keywords: ['sk_'],
  pattern: 'sk_[0-9a-f]{48}',
  examples: {
    match: ['sk_[0-9a-f]{48}'],
    ignore: [['sk_stream_read_all', 'words']],
  },
})
