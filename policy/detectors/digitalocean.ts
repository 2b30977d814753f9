/** DigitalOcean tokens. */
import { detector } from './detector.ts'

export const digitaloceanToken = detector({
  id: 'digitalocean-token',
  name: 'DigitalOcean token',
  severity: 'critical',
  source: 'https://docs.digitalocean.com/reference/api/create-personal-access-token/',
  keywords: ['dop_v1_', 'doo_v1_', 'dor_v1_'],
  pattern: 'do[opr]_v1_[0-9a-f]{64}',
  examples: {
    match: ['dop_v1_[0-9a-f]{64}'],
    ignore: [['dop_v1_token', 'too short']],
  },
})

export const digitaloceanSpacesKey = detector({
  id: 'digitalocean-spaces-key',
  name: 'DigitalOcean Spaces access key id',
  severity: 'medium',
  source: 'https://docs.digitalocean.com/products/spaces/how-to/manage-access/',
  keywords: ['DO00', 'DO80'],
  pattern: 'DO(?:00|80)[A-Z0-9]{16}',
  entropy: 2.8,
  examples: {
    match: ['DO00[A-Z0-9]{16}'],
    ignore: [['DO00AAAAAAAAAAAAAAAA', 'a placeholder']],
  },
})
