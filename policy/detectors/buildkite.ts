/** Buildkite tokens. */
import { detector } from './detector.ts'

export const buildkiteToken = detector({
  id: 'buildkite-token',
  name: 'Buildkite token',
  source: 'https://buildkite.com/docs/apis/managing-api-tokens',
  keywords: ['bkua_', 'bkaj_', 'bkct_', 'bkar_', 'bkpt_'],
  pattern: 'bkua_[0-9a-f]{40}|bk(?:aj|ct|ar|pt)_[A-Za-z0-9_-]{30,}',
  examples: {
    match: ['bkua_[0-9a-f]{40}', 'bkct_[A-Za-z0-9]{60}'],
    ignore: [['bkua_token', 'too short']],
  },
})
