/** Secrets that only a name beside them gives away; the engine is scan-context.ts. */
import { engineDetector } from './detector.ts'

export const genericSecret = engineDetector({
  id: 'generic-secret',
  name: 'Key, token or secret assigned to a telling name',
  category: 'secrets',
  severity: 'high',
  source: 'https://cwe.mitre.org/data/definitions/798.html',
  check: 'a name that ends in key, token or secret, an assignment, and a value as random as a generated one',
  examples: {
    match: ['API_KEY="«[A-Za-z0-9]{32}»"', 'client_secret: «[A-Za-z0-9]{40}»', 'x-api-key: «[0-9a-f]{32}»'],
    ignore: [
      ['api_key = process.env.API_KEY', 'a reference to the environment'],
      ['max_tokens: 4096', 'a count'],
      ['public_key = "[A-Za-z0-9]{40}"', 'public by name'],
    ],
  },
})

export const genericPassword = engineDetector({
  id: 'generic-password',
  name: 'Password assigned to a telling name or told in a sentence',
  category: 'secrets',
  severity: 'high',
  source: 'https://cwe.mitre.org/data/definitions/259.html',
  check:
    'a name that says password, an assignment or a sentence, and a value that is no reference, type or placeholder',
  examples: {
    match: [
      'DB_PASSWORD=«[A-Z][a-z]{4}[0-9]{3}![a-z]{3}»',
      'password: "«[a-z]{5}[0-9]{4}[A-Z]{3}»"',
      'the password is «[A-Z][a-z]{5}[0-9]{3}!».',
    ],
    ignore: [
      ['password: string', 'a type'],
      ['password = getpass()', 'a call'],
      ['the password is required', 'a sentence about passwords'],
      ['password: \\*\\*\\*\\*\\*\\*\\*\\*', 'masked'],
    ],
  },
})
