/** Clojars tokens. */
import { detector } from './detector.ts'

export const clojarsToken = detector({
  id: 'clojars-token',
  name: 'Clojars deploy token',
  source: 'https://github.com/clojars/clojars-web/wiki/Deploy-Tokens',
  keywords: ['CLOJARS_'],
  pattern: 'CLOJARS_[0-9a-zA-Z]{58,62}',
  examples: {
    match: ['CLOJARS_[0-9a-f]{60}'],
    ignore: [['CLOJARS_USERNAME', 'too short']],
  },
})
