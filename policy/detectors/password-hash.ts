/** Password hashes. */
import { detector } from './detector.ts'

export const passwordHash = detector({
  id: 'password-hash',
  name: 'Password hash (bcrypt, crypt, Argon2, scrypt, PBKDF2, yescrypt)',
  severity: 'medium',
  source: 'https://man7.org/linux/man-pages/man5/crypt.5.html',
  keywords: [
    '$2a$',
    '$2b$',
    '$2y$',
    '$1$',
    '$5$',
    '$6$',
    '$y$',
    '$gy$',
    '$7$',
    '$argon2',
    '$scrypt$',
    '$pbkdf2',
    '$apr1$',
    'pbkdf2_sha256$',
    '{SSHA}',
    '$P$',
    '$H$',
  ],
  pattern:
    '\\$2[aby]\\$\\d\\d\\$[./A-Za-z0-9]{53}|\\$(?:1|apr1)\\$[./A-Za-z0-9]{1,8}\\$[./A-Za-z0-9]{22}|\\$5\\$(?:rounds=\\d+\\$)?[./A-Za-z0-9]{1,16}\\$[./A-Za-z0-9]{43}|\\$6\\$(?:rounds=\\d+\\$)?[./A-Za-z0-9]{1,16}\\$[./A-Za-z0-9]{86}|\\$g?y\\$[./A-Za-z0-9]+\\$[./A-Za-z0-9]{1,86}\\$[./A-Za-z0-9]{43}|\\$7\\$[./A-Za-z0-9]{11,97}\\$[./A-Za-z0-9]{43}|\\$argon2(?:id|i|d)\\$(?:v=\\d+\\$)?[a-z0-9=,]+\\$[A-Za-z0-9+/]{8,}\\$[A-Za-z0-9+/]{16,}|\\$scrypt\\$[a-z0-9=,]+\\$[A-Za-z0-9+/]{8,}\\$[A-Za-z0-9+/]{16,}|\\$pbkdf2(?:-sha\\d+)?\\$\\d+\\$[A-Za-z0-9./+]{8,}\\$[A-Za-z0-9./+]{16,}|pbkdf2_sha256\\$\\d+\\$[A-Za-z0-9]+\\$[A-Za-z0-9+/]{43}=|\\$[PH]\\$[./A-Za-z0-9]{31}|\\{SSHA\\}[A-Za-z0-9+/]{30,}={0,2}',
  longest: 400,
  shortest: 16,
  examples: {
    match: [
      '\\$2b\\$12\\$[./A-Za-z0-9]{52}[A-Za-z0-9]',
      '\\$6\\$[A-Za-z0-9]{16}\\$[./A-Za-z0-9]{85}[A-Za-z0-9]',
      '\\$argon2id\\$v=19\\$m=65536,t=3,p=4\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}',
    ],
    ignore: [['\\$2b\\$12\\$', 'too short']],
  },
})

export const scryptHash = detector({
  id: 'scrypt-hash',
  name: 'Password hash (scrypt)',
  severity: 'medium',
  source: 'https://github.com/P-H-C/phc-string-format/blob/master/phc-sf-spec.md',
  keywords: ['p='],
  pattern: '\\$scrypt\\$ln=\\d{1,2},r=\\d{1,2},p=\\d{1,2}\\$[A-Za-z0-9+/]{16,}\\$[A-Za-z0-9+/]{32,}',
  lead: 22,
  shortest: 40,
  examples: {
    match: ['\\$scrypt\\$ln=16,r=8,p=1\\$[A-Za-z0-9]{22}\\$[A-Za-z0-9]{43}'],
    ignore: [['\\$scrypt\\$ln=16,r=8,p=1', 'too short']],
  },
})

export const windowsHash = detector({
  id: 'windows-hash',
  name: 'Windows account hashes (LM and NT)',
  source: 'https://learn.microsoft.com/en-us/windows-server/security/kerberos/passwords-technical-overview',
  keywords: [':::'],
  pattern: '[0-9a-fA-F]{32}:[0-9a-fA-F]{32}:::',
  lead: 65,
  boundary: 'anywhere',
  examples: {
    match: ['ann:1103:«[0-9a-f]{32}:[0-9a-f]{32}:::»'],
    ignore: [['a:::b', 'no hashes']],
  },
})

export const ntHash = detector({
  id: 'nt-hash',
  name: 'NT hash with its label',
  source: 'https://learn.microsoft.com/en-us/windows-server/security/kerberos/passwords-technical-overview',
  keywords: [
    'NTLM',
    'NTLM hash',
    'NTLM Hash',
    'NT hash',
    'NT Hash',
    'NTHash',
    'nthash',
    'ntlm',
    'ntlm_hash',
    'nt_hash',
  ],
  pattern: '(?:NTLM|ntlm|NT|nt)[ _]?(?:[Hh]ash)?["\']?\\s{0,2}[:=]?\\s{0,3}["\']?([0-9a-fA-F]{32})',
  boundary: 'before',
  exact: true,
  entropy: 2.8,
  examples: {
    match: ['NTLM hash: «[0-9a-f]{32}»'],
    ignore: [['NTLM hash: 00000000000000000000000000000000', 'a placeholder']],
  },
})
