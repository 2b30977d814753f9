/** ClickHouse Cloud keys. */
import { detector } from './detector.ts'

export const clickhouseKey = detector({
  id: 'clickhouse-key',
  name: 'ClickHouse Cloud API secret key',
  source: 'https://clickhouse.com/docs/cloud/manage/openapi',
  keywords: ['4b1d'],
  pattern: '4b1d[A-Za-z0-9]{38}',
  entropy: 3.8,
  examples: {
    match: ['4b1d[A-Za-z0-9]{38}'],
    ignore: [['4b1d[0-9a-f]{36}', 'a hash of 40 digits']],
  },
})
