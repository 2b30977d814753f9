/** Fly.io tokens. */
import { detector } from './detector.ts'

export const flyToken = detector({
  id: 'fly-token',
  name: 'Fly.io token',
  source: 'https://fly.io/docs/security/tokens/',
  keywords: ['fo1_', 'fm1r_', 'fm1a_', 'fm2_'],
  pattern: 'fo1_[A-Za-z0-9_-]{40,46}|fm(?:1[ra]|2)_[A-Za-z0-9+/_=-]{60,}(?:,fm(?:1[ra]|2)_[A-Za-z0-9+/_=-]{20,})*',
  longest: 2000,
  examples: {
    match: ['fo1_[A-Za-z0-9_-]{42}[A-Za-z0-9]', 'fm2_[A-Za-z0-9+/]{180}'],
    ignore: [['fo1_token', 'too short']],
  },
})
