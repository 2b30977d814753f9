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
    match: [
      'API_KEY="«[A-Za-z0-9]{32}»"',
      'client_secret: «[A-Za-z0-9]{40}»',
      'x-api-key: «[0-9a-f]{32}»',
      'variable "api_token" \\{\n  type = string\n  default = "«[A-Za-z0-9]{40}»"\n\\}',
      '<key>clientSecret</key>\n<string>«[0-9a-f]{64}»</string>',
      'sonar_token <- "«[0-9a-f]{40}»"',
      'private_token: >-\n  «[A-Za-z0-9]{40}»',
      'Klucz API: «[0-9a-f]{40}»',
      'La clave de API es «[A-Za-z0-9]{32}»',
      'HONEYCOMB_WRITEKEY=«[0-9a-f]{32}»',
    ],
    ignore: [
      ['api_key = process.env.API_KEY', 'a reference to the environment'],
      ['max_tokens: 4096', 'a count'],
      ['public_key = "[A-Za-z0-9]{40}"', 'public by name'],
      ['arn:aws:secretsmanager:eu-west-1:1:secret:prod/db-[A-Za-z0-9]{6}', 'the name of a secret in a vault'],
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
      'password: &pw «[A-Z][a-z]{5}[0-9]{3}x»',
      'Heslo je «[A-Z][a-z]{5}[0-9]{3}!»',
      'mot de passe : «[A-Z][a-z]{5}[0-9]{3}\\*»',
      'machine a.example\n  login ann\n  password «[A-Z][a-z]{5}[0-9]{3}»',
    ],
    ignore: [
      ['password: string', 'a type'],
      ['password = getpass()', 'a call'],
      ['the password is required', 'a sentence about passwords'],
      ['password: \\*\\*\\*\\*\\*\\*\\*\\*', 'masked'],
    ],
  },
})
