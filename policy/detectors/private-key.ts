/** Private keys in armour; the engine is scan-pem.ts. */
import { engineDetector } from './detector.ts'
import { makeValue } from './make-value.ts'

const line = '[A-Za-z0-9+/]{64}\n'

export const privateKey = engineDetector({
  id: 'private-key',
  name: 'Private key (PEM, OpenSSH, PGP, SSH2, PuTTY)',
  category: 'secrets',
  severity: 'critical',
  source: 'https://www.rfc-editor.org/rfc/rfc7468',
  check: 'armour with PRIVATE KEY in its head and key material behind it, closed or cut off',
  examples: {
    match: [
      random => `«-----BEGIN RSA PRIVATE KEY-----\n${makeValue(line.repeat(6), random)}-----END RSA PRIVATE KEY-----»`,
      random => `«-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjE${makeValue('[A-Za-z0-9+/]{300}', random)}»`,
      random =>
        `«-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n${makeValue(line.repeat(4), random)}=abcd\n-----END PGP PRIVATE KEY BLOCK-----»`,
    ],
    ignore: [
      [
        random => `-----BEGIN PUBLIC KEY-----\n${makeValue(line.repeat(4), random)}-----END PUBLIC KEY-----`,
        'a public key',
      ],
      ['-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----', 'nothing inside'],
    ],
  },
})
