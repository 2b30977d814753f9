/** Dropbox tokens. */
import { detector } from './detector.ts'

export const dropboxToken = detector({
  id: 'dropbox-token',
  name: 'Dropbox access token',
  source: 'https://www.dropbox.com/developers/documentation/http/documentation#authorization',
  keywords: ['sl.'],
  pattern: 'sl\\.(?:u\\.)?[A-Za-z0-9_-]{120,}',
  longest: 1500,
  examples: {
    match: ['sl\\.[A-Za-z0-9_-]{135}[A-Za-z0-9]', 'sl\\.u\\.[A-Za-z0-9_-]{160}[A-Za-z0-9]'],
    ignore: [['sl.example.com', 'a host']],
  },
})
