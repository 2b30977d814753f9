/** Weights & Biases keys. */
import { detector } from './detector.ts'

export const wandbApiKey = detector({
  id: 'wandb-api-key',
  name: 'Weights & Biases API key',
  source: 'https://docs.wandb.ai/guides/track/public-api-guide',
  keywords: ['wandb_v1_'],
  pattern: 'wandb_v1_[A-Za-z0-9_-]{40,120}',
  examples: {
    match: ['wandb_v1_[A-Za-z0-9]{80}'],
    ignore: [['wandb_v1_key', 'too short']],
  },
})
