/** Prefect keys. */
import { detector } from './detector.ts'

export const prefectApiKey = detector({
  id: 'prefect-api-key',
  name: 'Prefect API key',
  source: 'https://docs.prefect.io/v3/manage/cloud/manage-users/api-keys',
  keywords: ['pnu_', 'pnb_'],
  pattern: 'pn[ub]_[A-Za-z0-9]{34,40}',
  entropy: 3,
  examples: {
    match: ['pnu_[A-Za-z0-9]{36}'],
    ignore: [['pnu_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', 'a placeholder']],
  },
})
