/** Fireworks AI keys. */
import { detector } from './detector.ts'

export const fireworksApiKey = detector({
  id: 'fireworks-api-key',
  name: 'Fireworks AI API key',
  source: 'https://docs.fireworks.ai/api-reference/introduction',
  keywords: ['fw_', 'fpk_'],
  pattern: '(?:fw|fpk)_[A-Za-z0-9]{22,28}',
  entropy: 3,
  examples: {
    match: ['fw_[A-Za-z0-9]{24}'],
    ignore: [['fw_setenv_from_uboot_config_file', 'words']],
  },
})
