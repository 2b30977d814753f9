/** Yandex Cloud keys. */
import { detector } from './detector.ts'

export const yandexApiKey = detector({
  id: 'yandex-api-key',
  name: 'Yandex Cloud API key, secret or IAM token',
  source: 'https://yandex.cloud/en/docs/iam/concepts/authorization/api-key',
  keywords: ['AQVN', 't1.', 'y0_Ag', 'y0__'],
  pattern:
    'AQVN[A-Za-z0-9_-]{34,38}|t1\\.9euel[A-Za-z0-9_=-]{40,}(?:\\.[A-Za-z0-9_=-]{40,})?|t1\\.[A-Za-z0-9_-]{40,}={0,2}\\.[A-Za-z0-9_-]{86}={0,2}|y0_[A-Za-z0-9_-]{50,70}',
  entropy: 3,
  longest: 1200,
  examples: {
    match: ['AQVN[A-Za-z0-9_-]{34}[A-Za-z0-9]'],
    ignore: [['AQVNx', 'too short']],
  },
})

export const yandexSecretKey = detector({
  id: 'yandex-secret-key',
  name: 'Yandex Cloud static secret key',
  source: 'https://yandex.cloud/en/docs/iam/concepts/authorization/access-key',
  keywords: ['YC'],
  pattern: 'YC[A-Za-z0-9_-]{38}',
  entropy: 4.1,
  confidence: 'medium',
  examples: {
    match: ['YC[MNO][A-Za-z0-9_-]{36}[A-Za-z0-9]'],
    ignore: [['YCxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', 'a placeholder']],
  },
})
