/** Seeds of one-time passwords. */
import { detector } from './detector.ts'

export const otpSeed = detector({
  id: 'otp-seed',
  name: 'One-time password seed',
  severity: 'critical',
  source: 'https://github.com/google/google-authenticator/wiki/Key-Uri-Format',
  keywords: ['otpauth://', 'otpauth-migration://'],
  pattern: 'otpauth(?:-migration)?://[^\\s"\'<>`]{8,400}',
  longest: 600,
  identifier: true,
  strict: true,
  verify: value => !value.includes('JBSWY3DPEHPK3PXP'),
  check: 'a seed that is no documented example',
  examples: {
    match: ['«otpauth://totp/acme:ann\\?secret=[A-Z2-7]{32}&issuer=acme»'],
    ignore: [
      ['otpauth://totp', 'too short'],
      ['otpauth://totp/Example:alice@example\\.com\\?secret=JBSWY3DPEHPK3PXP', 'the documented example'],
    ],
  },
})
