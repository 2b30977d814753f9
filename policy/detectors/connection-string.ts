/** Connection strings and URLs with a password in them; the engine is scan-url.ts. */
import { engineDetector } from './detector.ts'

export const connectionString = engineDetector({
  id: 'connection-string',
  name: 'Database or queue connection string with a password',
  category: 'secrets',
  severity: 'critical',
  source: 'https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1',
  check: 'scheme of a database or queue, user information with a password that is no placeholder',
  examples: {
    match: [
      '«postgres(?:ql)?://app:[A-Za-z0-9]{14}@db.corp.internal:5432»/orders',
      '«redis://:[A-Za-z0-9]{20}@cache-1:6379»/0',
    ],
    ignore: [
      ['postgres://user:password@localhost/db', 'the word password for a password'],
      ['postgres://app:\\$\\{DB_PASSWORD\\}@db/orders', 'a variable for a password'],
    ],
  },
})

export const urlCredentials = engineDetector({
  id: 'url-credentials',
  name: 'URL with user name and password',
  category: 'secrets',
  severity: 'high',
  source: 'https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1',
  check: 'user information with a password that is no placeholder',
  examples: {
    match: ['«https://deploy:[A-Za-z0-9]{16}@git.corp.internal»/a.git'],
    ignore: [['https://example.com:8443/@scope/name', 'a port and a path']],
  },
})
