/** GitLab tokens of every kind. */
import { crc32 } from './crc32.ts'
import { detector } from './detector.ts'

/** Routable tokens end with the length of their body and a CRC32, both in base 36. */
function routableHolds(value: string): boolean | undefined {
  const dot = value.lastIndexOf('.')
  return dot < 0 || value.length - dot !== 10
    ? undefined
    : Number.parseInt(value.slice(-7), 36) === crc32(value.slice(0, -7))
}

export const gitlabToken = detector({
  id: 'gitlab-token',
  name: 'GitLab token',
  severity: 'critical',
  source: 'https://docs.gitlab.com/security/tokens/',
  keywords: [
    'glpat-',
    'gldt-',
    'glrt-',
    'glrtr-',
    'glptt-',
    'glcbt-',
    'gloas-',
    'glagent-',
    'glft-',
    'glimt-',
    'glsoat-',
    'glffct-',
    'GR1348941',
  ],
  pattern:
    '(?:gl(?:pat|dt|rtr?|ft|soat|ffct|imt|agent|cbt|oas|ptt)-(?:t\\d_|[0-9a-zA-Z]{1,5}_)?[A-Za-z0-9_-]{18,120}(?:\\.[a-z0-9]{2}\\.?[a-z0-9]{7})?|GR1348941[A-Za-z0-9_-]{20})',
  verify: routableHolds,
  check: 'CRC32 of a routable token',
  examples: {
    match: ['glpat-[A-Za-z0-9_-]{20}', 'glptt-[0-9a-f]{40}', 'GR1348941[A-Za-z0-9]{20}', 'glrt-t1_[A-Za-z0-9]{20}'],
    ignore: [['glpat-xxxxxxxxxxxxxxxxxxxx', 'a placeholder']],
  },
})
