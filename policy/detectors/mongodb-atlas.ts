/** MongoDB Atlas secrets. */
import { detector } from './detector.ts'

export const mongodbAtlasSecret = detector({
  id: 'mongodb-atlas-secret',
  name: 'MongoDB Atlas service account secret',
  severity: 'critical',
  source: 'https://www.mongodb.com/docs/atlas/api/service-accounts-overview/',
  keywords: ['mdb_sa_sk_'],
  pattern: 'mdb_sa_sk_[A-Za-z0-9_-]{36,44}',
  examples: {
    match: ['mdb_sa_sk_[A-Za-z0-9_-]{39}[A-Za-z0-9]'],
    ignore: [['mdb_sa_id_[0-9a-f]{24}', 'an identifier']],
  },
})
