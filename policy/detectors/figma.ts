/** Figma tokens. */
import { detector } from './detector.ts'

export const figmaToken = detector({
  id: 'figma-token',
  name: 'Figma token',
  source: 'https://developers.figma.com/docs/rest-api/authentication/',
  keywords: ['figd_', 'figo_', 'figdr_', 'figor_', 'figu_', 'figur_'],
  pattern: 'fig(?:d|o|dr|or|u|ur)_[A-Za-z0-9_-]{36,60}',
  entropy: 3,
  examples: {
    match: ['figd_[A-Za-z0-9_-]{39}[A-Za-z0-9]'],
    ignore: [['figd_token', 'too short']],
  },
})
