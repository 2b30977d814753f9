/** Connection strings of the form Name=value;Name=value. */
import { detector } from './detector.ts'

export const azureConnectionString = detector({
  id: 'azure-connection-string',
  name: 'Azure connection string',
  severity: 'critical',
  source: 'https://learn.microsoft.com/en-us/azure/storage/common/storage-configure-connection-string',
  keywords: ['AccountKey=', 'SharedAccessKey=', 'AccessKey='],
  pattern: '(?:Account|SharedAccess|Access)Key=([A-Za-z0-9+/]{40,88}={0,2})',
  entropy: 3.8,
  known: ['Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=='],
  examples: {
    match: [
      'DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=«[A-Za-z0-9+/]{86}==»;EndpointSuffix=core.windows.net',
      'Endpoint=sb://acme.servicebus.windows.net/;SharedAccessKeyName=root;SharedAccessKey=«[A-Za-z0-9+/]{43}=»',
    ],
    ignore: [['AccountKey=<key>', 'a placeholder']],
  },
})

export const oracleThinUrl = detector({
  id: 'oracle-thin-url',
  name: 'Password in an Oracle thin address',
  severity: 'critical',
  source: 'https://docs.oracle.com/en/database/oracle/oracle-database/19/jjdbc/data-sources-and-URLs.html',
  keywords: ['oracle:thin:'],
  pattern: 'oracle:thin:[A-Za-z0-9_$#.]{1,60}/([^@\\s"\'<>$]{4,80})@',
  examples: {
    match: ['jdbc:oracle:thin:scott/«[A-Za-z0-9]{12}»@db:1521:ORCL'],
    ignore: [['jdbc:oracle:thin:@db:1521:ORCL', 'no password']],
  },
})

export const pgpassLine = detector({
  id: 'pgpass-line',
  name: 'Line of a PostgreSQL password file',
  severity: 'critical',
  source: 'https://www.postgresql.org/docs/current/libpq-pgpass.html',
  keywords: [':5432:', ':6432:'],
  pattern: ':[56]432:[A-Za-z0-9_*-]{1,63}:[A-Za-z0-9_*.-]{1,63}:([^\\s:"\'<>]{6,100})',
  boundary: 'anywhere',
  examples: {
    match: ['db.acme.example:5432:orders:app:«[A-Za-z0-9]{14}»'],
    ignore: [['db:5432:orders', 'no password']],
  },
})
