/** Hugging Face tokens. */
import { detector } from './detector.ts'

export const huggingfaceToken = detector({
  id: 'huggingface-token',
  name: 'Hugging Face access token',
  source: 'https://huggingface.co/docs/hub/security-tokens',
  keywords: ['hf_', 'api_org_'],
  pattern: '(?:hf|api_org)_[A-Za-z0-9]{30,40}',
  entropy: 3,
  examples: {
    match: ['hf_[A-Za-z]{34}'],
    ignore: [
      ['hf_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', 'a placeholder'],
      ['hf_transfer_download_with_many_workers', 'words'],
    ],
  },
})
