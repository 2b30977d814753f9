/** Adyen keys. */
import { detector } from './detector.ts'

export const adyenApiKey = detector({
  id: 'adyen-api-key',
  name: 'Adyen API key',
  severity: 'critical',
  source: 'https://docs.adyen.com/development-resources/api-credentials/',
  keywords: ['AQE'],
  pattern:
    'AQE[A-Za-z0-9+/=]{20,400}\\*?-\\*?[A-Za-z0-9+/=]{10,120}\\*?-[^\\s"\'`,;|\\\\«»“”‘’]{10,40}|AQE[A-Za-z0-9+/=]{20,400}-[A-Za-z0-9+/=]{10,120}-[A-Za-z0-9]{10,40}|AQE[a-z0-9]{20,40}[A-Za-z0-9+/=]{60,400}\\*-[^\\s"\'<>]{20,200}',
  longest: 800,
  examples: {
    match: ['AQEyhmf[A-Za-z0-9]{60}-[A-Za-z0-9+/]{40}=-[A-Za-z0-9]{16}'],
    ignore: [['AQEvalue', 'too short']],
  },
})
