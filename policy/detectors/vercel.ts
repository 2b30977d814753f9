/** Vercel tokens. */
import { detector } from './detector.ts'

export const vercelToken = detector({
  id: 'vercel-token',
  name: 'Vercel token or AI gateway key',
  source: 'https://vercel.com/docs/rest-api',
  keywords: ['vcp_', 'vck_', 'vci_', 'vca_', 'vcr_'],
  pattern: 'vc[pkiar]_[A-Za-z0-9]{50,64}',
  examples: {
    match: ['vcp_[A-Za-z0-9]{56}', 'vck_[A-Za-z0-9]{56}'],
    ignore: [['vcp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', 'a placeholder']],
  },
})
