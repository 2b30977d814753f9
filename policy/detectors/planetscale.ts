/** PlanetScale passwords and tokens. */
import { detector } from './detector.ts'

export const planetscaleToken = detector({
  id: 'planetscale-token',
  name: 'PlanetScale password or token',
  severity: 'critical',
  source: 'https://planetscale.com/docs/concepts/service-tokens',
  keywords: ['pscale_'],
  pattern: 'pscale_(?:pw|tkn|oauth)_[A-Za-z0-9_.=-]{32,64}',
  entropy: 3,
  examples: {
    match: ['pscale_pw_[A-Za-z0-9_-]{42}[A-Za-z0-9]', 'pscale_tkn_[A-Za-z0-9]{43}'],
    ignore: [['pscale_pw_your_password', 'too short']],
  },
})
