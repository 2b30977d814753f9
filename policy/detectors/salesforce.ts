/** Salesforce tokens. */
import { detector } from './detector.ts'

export const salesforceToken = detector({
  id: 'salesforce-token',
  name: 'Salesforce session or refresh token',
  source: 'https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_tokens_scopes.htm',
  keywords: ['00D', '5Aep861'],
  pattern: '00D[A-Za-z0-9]{9,15}![A-Za-z0-9_.]{80,130}|5Aep861[A-Za-z0-9_.-]{60,100}',
  examples: {
    match: ['00D[A-Za-z0-9]{12}![A-Za-z0-9_.]{95}[A-Za-z0-9]', '5Aep861[A-Za-z0-9]{80}'],
    ignore: [['00Dxx0000000000', 'an organisation id']],
  },
})

export const salesforceConsumerKey = detector({
  id: 'salesforce-consumer-key',
  name: 'Salesforce connected app consumer key',
  severity: 'medium',
  source: 'https://help.salesforce.com/s/articleView?id=sf.connected_app_create_api_integration.htm',
  keywords: ['3MVG9'],
  pattern: '3MVG9[A-Za-z0-9_.-]{75,90}',
  examples: {
    match: ['3MVG9[A-Za-z0-9_.]{79}[A-Za-z0-9]'],
    ignore: [['3MVG9key', 'too short']],
  },
})
