/** Grafana tokens. */
import { crc32 } from './crc32.ts'
import { detector } from './detector.ts'
import { makeValue, type Random } from './make-value.ts'

function makeToken(random: Random): string {
  const body = `glsa_${makeValue('[A-Za-z0-9]{32}', random)}`
  return `${body}_${crc32(body).toString(16).padStart(8, '0')}`
}

export const grafanaServiceAccountToken = detector({
  id: 'grafana-service-account-token',
  name: 'Grafana service account token',
  source: 'https://grafana.com/docs/grafana/latest/administration/service-accounts/',
  keywords: ['glsa_'],
  pattern: 'glsa_[A-Za-z0-9]{32}_[0-9a-fA-F]{8}',
  verify: value => Number.parseInt(value.slice(-8), 16) === crc32(value.slice(0, 37)) || undefined,
  check: 'CRC32 in the last 8 digits',
  examples: {
    match: [random => makeToken(random), 'glsa_[A-Za-z0-9]{32}_[0-9a-f]{8}'],
    ignore: [['glsa_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_00000000', 'a placeholder']],
  },
})

export const grafanaCloudToken = detector({
  id: 'grafana-cloud-token',
  name: 'Grafana Cloud token',
  source: 'https://grafana.com/docs/grafana-cloud/account-management/authentication-and-permissions/access-policies/',
  keywords: ['glc_'],
  pattern: 'glc_[A-Za-z0-9+/=_-]{40,}',
  longest: 800,
  entropy: 3.5,
  examples: {
    match: ['glc_eyJ[A-Za-z0-9+/]{90}=='],
    ignore: [['glc_eyJ', 'too short']],
  },
})

export const grafanaLegacyKey = detector({
  id: 'grafana-legacy-key',
  name: 'Grafana API key, legacy form',
  source: 'https://grafana.com/docs/grafana/latest/developers/http_api/auth/',
  keywords: ['eyJrIjoi'],
  pattern: 'eyJrIjoi[A-Za-z0-9+/_-]{60,}={0,2}',
  examples: {
    match: ['eyJrIjoi[A-Za-z0-9]{80}=='],
    ignore: [['eyJrIjoi', 'too short']],
  },
})
