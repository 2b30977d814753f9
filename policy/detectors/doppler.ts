/** Doppler tokens. */
import { detector } from './detector.ts'

export const dopplerToken = detector({
  id: 'doppler-token',
  name: 'Doppler token',
  severity: 'critical',
  source: 'https://docs.doppler.com/docs/service-tokens',
  keywords: ['dp.pt.', 'dp.st.', 'dp.sa.', 'dp.ct.', 'dp.scim.', 'dp.audit.'],
  pattern: 'dp\\.(?:pt|st|sa|ct|scim|audit)\\.(?:[a-z0-9_-]{2,35}\\.)?[A-Za-z0-9]{40,44}',
  examples: {
    match: ['dp\\.pt\\.[A-Za-z0-9]{43}', 'dp\\.st\\.prd\\.[A-Za-z0-9]{43}'],
    ignore: [['dp.st.dev.token', 'too short']],
  },
})
