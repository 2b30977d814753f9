/** Further services, each with a fixed beginning. */
import { detector } from './detector.ts'

export const frameioToken = detector({
  id: 'frameio-token',
  name: 'Frame.io token',
  source: 'https://developer.frame.io/',
  keywords: ['fio-u-'],
  pattern: 'fio-u-[A-Za-z0-9_-]{64}',
  examples: {
    match: ['fio-u-[A-Za-z0-9_-]{63}[A-Za-z0-9]'],
    ignore: [['fio-u-token', 'too short']],
  },
})

export const lobApiKey = detector({
  id: 'lob-api-key',
  name: 'Lob API key',
  source: 'https://docs.lob.com/',
  keywords: ['live_', 'test_'],
  pattern: '(?:live|test)_[0-9a-f]{35}',
  exact: true,
  examples: {
    match: ['live_[0-9a-f]{35}'],
    ignore: [['live_stream', 'too short']],
  },
})

export const dbtCloudToken = detector({
  id: 'dbt-cloud-token',
  name: 'dbt Cloud token',
  source: 'https://docs.getdbt.com/docs/dbt-cloud-apis/authentication',
  keywords: ['dbtc_', 'dbtu_'],
  pattern: 'dbt[cu]_[A-Za-z0-9_-]{34,60}',
  entropy: 3,
  examples: {
    match: ['dbtu_[A-Za-z0-9_-]{39}[A-Za-z0-9]'],
    ignore: [['dbtc_project', 'too short']],
  },
})

export const rootlyToken = detector({
  id: 'rootly-token',
  name: 'Rootly token',
  source: 'https://docs.rootly.com/api-reference/overview',
  keywords: ['rootly_'],
  pattern: 'rootly_[0-9a-f]{64}',
  examples: {
    match: ['rootly_[0-9a-f]{64}'],
    ignore: [['rootly_incident', 'too short']],
  },
})

export const thunderstoreToken = detector({
  id: 'thunderstore-token',
  name: 'Thunderstore token',
  source: 'https://thunderstore.io/api/docs/',
  keywords: ['tss_'],
  pattern: 'tss_[A-Za-z0-9]{36}',
  entropy: 3,
  examples: {
    match: ['tss_[A-Za-z0-9]{36}'],
    ignore: [['tss_token', 'too short']],
  },
})

export const scalingoToken = detector({
  id: 'scalingo-token',
  name: 'Scalingo token',
  source: 'https://developers.scalingo.com/',
  keywords: ['tk-us-'],
  pattern: 'tk-us-[A-Za-z0-9_-]{48}',
  examples: {
    match: ['tk-us-[A-Za-z0-9_-]{47}[A-Za-z0-9]'],
    ignore: [['tk-us-east', 'too short']],
  },
})

export const hasuraAdminSecret = detector({
  id: 'hasura-admin-secret',
  name: 'Airbyte, Directus and Hasura admin secret',
  source: 'https://hasura.io/docs/',
  keywords: ['hasura-admin-secret'],
  pattern: 'hasura-admin-secret["\']?\\s{0,2}[:=]\\s{0,2}["\']?([A-Za-z0-9_-]{16,})',
  entropy: 3,
  boundary: 'before',
  examples: {
    match: ['x-hasura-admin-secret: «[A-Za-z0-9]{32}»'],
    ignore: [['x-hasura-admin-secret: your-admin-secret-here', 'a placeholder']],
  },
})

export const ngrokCredential = detector({
  id: 'ngrok-credential',
  name: 'ngrok credential',
  source: 'https://ngrok.com/docs/agent/#authtokens',
  keywords: ['cr_'],
  pattern: 'cr_[A-Za-z0-9]{27}',
  entropy: 3.7,
  exact: true,
  examples: {
    match: ['cr_[A-Za-z0-9]{27}'],
    ignore: [['cr_credential', 'too short']],
  },
})
