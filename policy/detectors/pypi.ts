/** PyPI tokens. */
import { detector } from './detector.ts'

export const pypiToken = detector({
  id: 'pypi-token',
  name: 'PyPI upload token',
  severity: 'critical',
  source: 'https://pypi.org/help/#apitoken',
  keywords: ['pypi-AgEI', 'pypi-AgEN'],
  pattern: 'pypi-AgE[IN][A-Za-z0-9_-]{50,}',
  longest: 1000,
  examples: {
    match: ['pypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{120}[A-Za-z0-9]'],
    ignore: [['pypi-AgEIcHlwaS5vcmc', 'too short']],
  },
})
