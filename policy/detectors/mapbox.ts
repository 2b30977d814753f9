/** Mapbox secret tokens. */
import { detector } from './detector.ts'

export const mapboxSecretToken = detector({
  id: 'mapbox-secret-token',
  name: 'Mapbox secret token',
  source: 'https://docs.mapbox.com/help/dive-deeper/access-tokens/',
  keywords: ['sk.eyJ', 'tk.eyJ'],
  pattern: '[st]k\\.eyJ[A-Za-z0-9_-]{40,200}\\.[A-Za-z0-9_-]{20,24}',
  examples: {
    match: ['sk\\.eyJ[A-Za-z0-9]{80}\\.[A-Za-z0-9]{22}'],
    ignore: [['pk.eyJ[A-Za-z0-9]{80}.[A-Za-z0-9]{22}', 'public by design']],
  },
})
