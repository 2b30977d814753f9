/** JFrog and Artifactory keys. */
import { detector } from './detector.ts'

export const jfrogApiKey = detector({
  id: 'jfrog-api-key',
  name: 'JFrog API key',
  source: 'https://jfrog.com/help/r/jfrog-platform-administration-documentation/api-key',
  keywords: ['AKCp'],
  pattern: 'AKCp[A-Za-z0-9]{60,75}',
  entropy: 3.5,
  examples: {
    match: ['AKCp[A-Za-z0-9]{69}'],
    ignore: [['AKCpackage', 'too short']],
  },
})

export const jfrogReferenceToken = detector({
  id: 'jfrog-reference-token',
  name: 'JFrog reference token',
  source: 'https://jfrog.com/help/r/jfrog-platform-administration-documentation/reference-token',
  keywords: ['cmVmdGtu'],
  pattern: 'cmVmdGtu[A-Za-z0-9]{50,64}',
  examples: {
    match: ['cmVmdGtuO[A-Za-z0-9]{55}'],
    ignore: [['cmVmdGtu', 'too short']],
  },
})

export const artifactoryPassword = detector({
  id: 'artifactory-password',
  name: 'Artifactory encrypted password',
  source: 'https://jfrog.com/help/r/jfrog-platform-administration-documentation/centrally-secure-passwords',
  keywords: ['AP'],
  pattern: 'AP[0-9A-F][A-Za-z0-9]{20,60}',
  entropy: 3.9,
  confidence: 'medium',
  examples: {
    match: ['artifactory password «AP5[A-Za-z0-9]{30}»'],
    ignore: [['AP5', 'too short']],
  },
})
