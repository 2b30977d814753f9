/** GitHub tokens. */
import { crc32Base62, endsWithCrc32Base62 } from './crc32.ts'
import { detector } from './detector.ts'
import { makeValue, type Random } from './make-value.ts'

function makeToken(prefix: string, random: Random): string {
  const body = makeValue('[A-Za-z0-9]{30}', random)
  return prefix + body + crc32Base62(body)
}

export const githubToken = detector({
  id: 'github-token',
  name: 'GitHub token',
  severity: 'critical',
  source: 'https://github.blog/engineering/behind-githubs-new-authentication-token-formats/',
  keywords: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'],
  pattern: 'ghs_eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}|gh[pousr]_[A-Za-z0-9]{30,251}',
  longest: 3000,
  verify: value => (value.length === 40 || value.length === 80 ? endsWithCrc32Base62(value, 4) : undefined),
  check: 'CRC32 in the last 6 characters',
  examples: {
    match: [
      random => `token «${makeToken('ghp_', random)}».`,
      random => makeToken('ghs_', random),
      'gho_[A-Za-z0-9]{36}',
      'ghs_eyJ[A-Za-z0-9]{40}\\.[A-Za-z0-9]{80}\\.[A-Za-z0-9]{43}',
    ],
    ignore: [
      [`ghp_${'x'.repeat(36)}`, 'a placeholder'],
      ['ghp_[a-z]{6}', 'too short for a token'],
    ],
  },
})

export const githubFineGrainedToken = detector({
  id: 'github-fine-grained-token',
  name: 'GitHub fine-grained personal access token',
  severity: 'critical',
  source:
    'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/managing-your-personal-access-tokens',
  keywords: ['github_pat_'],
  pattern: 'github_pat_[A-Za-z0-9]{20,24}_?[A-Za-z0-9_]{40,230}',
  examples: {
    match: ['github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}'],
    ignore: [['github_pat_your_token_here', 'a placeholder']],
  },
})
