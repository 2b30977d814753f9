/** Confluent keys. */
import { detector } from './detector.ts'

export const confluentSecret = detector({
  id: 'confluent-secret',
  name: 'Confluent API secret',
  source:
    'https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/service-accounts/api-keys/overview.html',
  keywords: ['cflt'],
  pattern: 'cflt[A-Za-z0-9+/]{56,64}',
  entropy: 3.8,
  examples: {
    match: ['cflt[A-Za-z0-9+/]{59}[A-Za-z0-9]'],
    ignore: [['cfltable', 'too short']],
  },
})
