/** Honeycomb keys. */
import { detector } from './detector.ts'

export const honeycombKey = detector({
  id: 'honeycomb-key',
  name: 'Honeycomb ingest or configuration key',
  source: 'https://docs.honeycomb.io/configure/environments/manage-api-keys/',
  keywords: ['hcaik_', 'hcbik_', 'hcalk_', 'hcxik_', 'hcamk_', 'hcxlk_'],
  pattern: 'hc[abx][iml]k_[A-Za-z0-9]{56,60}',
  examples: {
    match: ['hcaik_[a-z0-9]{58}'],
    ignore: [['hcaik_key', 'too short']],
  },
})
