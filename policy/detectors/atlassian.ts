/** Atlassian and Bitbucket tokens. */
import { crc32Tail } from './crc32.ts'
import { detector } from './detector.ts'

export const atlassianApiToken = detector({
  id: 'atlassian-api-token',
  name: 'Atlassian API token',
  source: 'https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/',
  keywords: ['ATATT3'],
  pattern: 'ATATT3[A-Za-z0-9_=-]{60,400}',
  verify: crc32Tail,
  check: 'CRC32 behind the equals sign',
  examples: {
    match: ['ATATT3xFfGF0[A-Za-z0-9_-]{170}=[0-9A-F]{8}'],
    ignore: [['ATATT3xFfGF0-your-api-token', 'too short']],
  },
})

export const bitbucketAppPassword = detector({
  id: 'bitbucket-app-password',
  name: 'Bitbucket app password',
  source: 'https://support.atlassian.com/bitbucket-cloud/docs/app-passwords/',
  keywords: ['ATBB'],
  pattern: 'ATBB[A-Za-z0-9_=-]{24,64}',
  entropy: 3,
  examples: {
    match: ['ATBB[A-Za-z0-9]{32}'],
    ignore: [['ATBBxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', 'a placeholder']],
  },
})

export const bitbucketAccessToken = detector({
  id: 'bitbucket-access-token',
  name: 'Bitbucket repository, project or workspace token',
  source: 'https://support.atlassian.com/bitbucket-cloud/docs/access-tokens/',
  keywords: ['ATCTT3'],
  pattern: 'ATCTT3[A-Za-z0-9_=-]{60,400}',
  verify: crc32Tail,
  check: 'CRC32 behind the equals sign',
  examples: {
    match: ['ATCTT3xFfGN0[A-Za-z0-9_-]{170}=[0-9A-F]{8}'],
    ignore: [['ATCTT3xFfGN0', 'too short']],
  },
})

export const atlassianDataCenterToken = detector({
  id: 'atlassian-data-center-token',
  name: 'Bitbucket or Jira Data Center access token',
  source: 'https://confluence.atlassian.com/enterprise/using-personal-access-tokens-1026032365.html',
  keywords: ['BBDC-'],
  pattern: 'BBDC-[A-Za-z0-9+/@_-]{40,52}',
  examples: {
    match: ['BBDC-[A-Za-z0-9+/]{43}[A-Za-z0-9]'],
    ignore: [['BBDC-1234', 'too short']],
  },
})
