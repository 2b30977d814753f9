/** Fingerprints of records, from their file to the engine that looks values up. */
import { recordsEngine } from '../../policy/fingerprints/records-engine.ts'
import { RecordsIndex } from '../../policy/fingerprints/records-index.ts'
import { recordsLayout } from '../../policy/fingerprints/records-layout.ts'
import { SettingsError } from '../errors.ts'
import type { OpenKind } from './open.ts'

export const openRecords: OpenKind = ({ header, hashKey, parts }, file) => {
  const layout = recordsLayout.safeParse(header.layout)
  if (!layout.success) throw new SettingsError('is of another version of Sluice; make it anew with sluice fingerprint')
  const index = new RecordsIndex(parts, layout.data, hashKey)
  const { columns, source } = header
  return {
    kind: 'records',
    file,
    build: header.build,
    columns,
    engine: (detector, use, rated) => recordsEngine({ index, columns, source }, detector, use, rated),
  }
}
