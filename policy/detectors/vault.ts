/** HashiCorp Vault tokens. */
import { detector } from './detector.ts'

export const vaultToken = detector({
  id: 'vault-token',
  name: 'HashiCorp Vault token',
  severity: 'critical',
  source: 'https://developer.hashicorp.com/vault/docs/concepts/tokens',
  keywords: ['hvs.', 'hvb.', 'hvr.'],
  pattern: 'hv[sbr]\\.[A-Za-z0-9_-]{24,}',
  entropy: 3.3,
  examples: {
    match: ['hvs\\.[A-Za-z0-9_-]{94}[A-Za-z0-9]', 'hvb\\.[A-Za-z0-9_-]{150}[A-Za-z0-9]'],
    ignore: [['hvs.your-token', 'too short']],
  },
})

export const vaultLegacyToken = detector({
  id: 'vault-legacy-token',
  name: 'HashiCorp Vault token, legacy form',
  source: 'https://developer.hashicorp.com/vault/docs/concepts/tokens',
  keywords: ['s.', 'b.'],
  pattern: 's\\.[A-Za-z0-9]{24}|b\\.[A-Za-z0-9_-]{100,}',
  entropy: 3.8,
  confidence: 'medium',
  exact: true,
  examples: {
    match: ['vault token «s\\.[A-Za-z0-9]{24}»'],
    ignore: [['s.toLowerCaseStringForTheName', 'words']],
  },
})

export const vaultUnsealKey = detector({
  id: 'vault-unseal-key',
  name: 'HashiCorp Vault unseal or recovery key',
  severity: 'critical',
  source: 'https://developer.hashicorp.com/vault/docs/concepts/seal',
  keywords: [...'123456789'].flatMap(digit => [`Unseal Key ${digit}`, `Recovery Key ${digit}`]),
  pattern:
    '(?:Unseal|Recovery) Key \\d{1,2}["\'*]{0,3}\\s{0,2}:\\s{0,3}["\'*`]{0,3}([A-Za-z0-9+/]{43,44}=?|[0-9a-f]{66})',
  boundary: 'before',
  entropy: 3,
  examples: {
    match: ['Unseal Key 1: «[A-Za-z0-9+/]{43}[A-Za-z0-9]»'],
    ignore: [['Unseal Key 1: your-unseal-key', 'a placeholder']],
  },
})
