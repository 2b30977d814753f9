/** npm tokens. */
import { crc32Base62, endsWithCrc32Base62 } from './crc32.ts'
import { detector } from './detector.ts'
import { makeValue, type Random } from './make-value.ts'

function makeToken(random: Random): string {
  const body = makeValue('[A-Za-z0-9]{30}', random)
  return `npm_${body}${crc32Base62(body)}`
}

export const npmToken = detector({
  id: 'npm-token',
  name: 'npm access token',
  severity: 'critical',
  source: 'https://docs.npmjs.com/about-access-tokens',
  keywords: ['npm_'],
  pattern: 'npm_[A-Za-z0-9]{34,40}',
  entropy: 3,
  verify: value => (value.length === 40 ? endsWithCrc32Base62(value, 4) : undefined),
  check: 'CRC32 in the last 6 characters',
  examples: {
    match: [random => makeToken(random), 'npm_[A-Za-z0-9]{36}'],
    ignore: [
      ['npm_config_registry_without_any_other', 'words'],
      ['npm_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', 'a placeholder'],
    ],
  },
})

export const npmLegacyToken = detector({
  id: 'npm-legacy-token',
  name: 'npm legacy token in a configuration file',
  source: 'https://docs.npmjs.com/cli/v10/configuring-npm/npmrc',
  keywords: ['_authToken='],
  pattern: '_authToken\\s{0,2}=\\s{0,2}["\']?([A-Za-z0-9+/=_-]{16,200})',
  examples: {
    match: ['//registry.npmjs.org/:_authToken=«[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}»'],
    ignore: [['//registry.npmjs.org/:_authToken=\\$\\{NPM_TOKEN\\}', 'a variable']],
  },
})
