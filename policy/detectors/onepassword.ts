/** 1Password tokens and keys. */
import { detector } from './detector.ts'

export const onePasswordServiceToken = detector({
  id: '1password-service-token',
  name: '1Password service account token',
  severity: 'critical',
  source: 'https://developer.1password.com/docs/service-accounts/',
  keywords: ['ops_eyJ'],
  pattern: 'ops_eyJ[A-Za-z0-9+/_=-]{200,}',
  longest: 2000,
  examples: {
    match: ['ops_eyJ[A-Za-z0-9+/]{300}'],
    ignore: [['ops_eyJ...', 'a placeholder']],
  },
})

export const onePasswordSecretKey = detector({
  id: '1password-secret-key',
  name: '1Password Secret Key',
  severity: 'critical',
  source: 'https://support.1password.com/secret-key/',
  keywords: ['A3-'],
  pattern: 'A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}',
  examples: {
    match: ['A3-[A-Z0-9]{6}-[A-Z0-9]{6}-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}'],
    ignore: [['A3-XXXXXX-XXXXXX-XXXXX-XXXXX-XXXXX-XXXXX', 'a placeholder']],
  },
})
