/** Netlify tokens. */
import { detector } from './detector.ts'

export const netlifyToken = detector({
  id: 'netlify-token',
  name: 'Netlify personal access token',
  source: 'https://docs.netlify.com/api/get-started/',
  keywords: ['nfp_', 'nfc_', 'nfu_', 'nfb_'],
  pattern: 'nf[pcub]_[A-Za-z0-9]{36,46}',
  entropy: 3,
  examples: {
    match: ['nfp_[A-Za-z0-9]{36}'],
    ignore: [['nfp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', 'a placeholder']],
  },
})
