/** Docker Hub tokens. */
import { detector } from './detector.ts'

export const dockerToken = detector({
  id: 'docker-token',
  name: 'Docker Hub access token',
  severity: 'critical',
  source: 'https://docs.docker.com/security/access-tokens/',
  keywords: ['dckr_pat_', 'dckr_oat_'],
  pattern: 'dckr_[po]at_[A-Za-z0-9_-]{24,40}',
  entropy: 3,
  examples: {
    match: ['dckr_pat_[A-Za-z0-9_-]{26}[A-Za-z0-9]'],
    ignore: [['dckr_pat_your_token', 'too short']],
  },
})
