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
  examples: {
    match: ['«otpauth://totp/acme:ann\\?secret=[A-Z2-7]{32}&issuer=acme»'],
    ignore: [['otpauth://totp', 'too short']],
  },
})
