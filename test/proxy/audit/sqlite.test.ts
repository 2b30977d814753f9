import { auditContract } from '../../contracts/audit.ts'
import { sqlitePlace } from './place.ts'

auditContract('sqlite', () => {
  const { stopIndexing: _stopIndexing, ...place } = sqlitePlace()
  return place
})

auditContract('sqlite, whose readers cannot index the last rows', sqlitePlace)

auditContract('sqlite, whose readers cannot index any row', () => {
  const place = sqlitePlace()
  const reader = () => {
    const opened = place.reader()
    place.stopIndexing()
    return opened
  }
  return { ...place, reader, stopIndexing: () => undefined }
})
