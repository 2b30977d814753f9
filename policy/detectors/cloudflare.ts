/** Cloudflare keys. */
import { detector } from './detector.ts'

export const cloudflareOriginCaKey = detector({
  id: 'cloudflare-origin-ca-key',
  name: 'Cloudflare Origin CA key',
  severity: 'critical',
  source: 'https://developers.cloudflare.com/fundamentals/api/get-started/ca-keys/',
  keywords: ['v1.0-'],
  pattern: 'v1\\.0-[0-9a-f]{24}-[0-9a-f]{100,160}',
  examples: {
    match: ['v1\\.0-[0-9a-f]{24}-[0-9a-f]{146}'],
    ignore: [['v1.0-beta-release-candidate', 'a version']],
  },
})

export const cloudflareToken = detector({
  id: 'cloudflare-token',
  name: 'Cloudflare API token',
  severity: 'critical',
  source: 'https://developers.cloudflare.com/fundamentals/api/get-started/create-token/',
  keywords: ['cfut_', 'cfat_', 'cfk_'],
  pattern: 'cf(?:ut|at|k)_[A-Za-z0-9_-]{40,56}',
  entropy: 3,
  examples: {
    match: ['cfut_[A-Za-z0-9]{40}[0-9a-f]{8}'],
    ignore: [['cfut_token', 'too short']],
  },
})
