/** Tokens of AppVeyor and Jenkins. */
import { detector } from './detector.ts'

export const appveyorToken = detector({
  id: 'appveyor-token',
  name: 'AppVeyor API token',
  source: 'https://www.appveyor.com/docs/api/',
  keywords: ['v2.'],
  pattern: 'v2\\.[a-z0-9]{20}',
  entropy: 3.4,
  confidence: 'medium',
  exact: true,
  examples: {
    match: ['v2\\.[a-z0-9]{18}q7'],
    ignore: [['v2.internationalisation1', 'words']],
  },
})

export const jenkinsCrumb = detector({
  id: 'jenkins-crumb',
  name: 'Jenkins crumb',
  severity: 'medium',
  source: 'https://www.jenkins.io/doc/book/security/csrf-protection/',
  keywords: ['Jenkins-Crumb'],
  pattern: 'Jenkins-Crumb["\']?\\s{0,2}[:=]\\s{0,2}["\']?([0-9a-f]{32,64})',
  boundary: 'before',
  examples: {
    match: ['Jenkins-Crumb: «[0-9a-f]{64}»'],
    ignore: [['Jenkins-Crumb: value', 'a placeholder']],
  },
})
