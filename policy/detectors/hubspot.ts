/** HubSpot tokens. */
import { detector } from './detector.ts'

export const hubspotToken = detector({
  id: 'hubspot-token',
  name: 'HubSpot private app token',
  source: 'https://developers.hubspot.com/docs/guides/apps/private-apps/overview',
  keywords: ['pat-na', 'pat-eu', 'pat-ap'],
  pattern: 'pat-(?:na|eu|ap)\\d-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
  examples: {
    match: ['pat-na1-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'],
    ignore: [['pat-na1-your-token', 'too short']],
  },
})

export const hubspotDeveloperKey = detector({
  id: 'hubspot-developer-key',
  name: 'HubSpot developer token',
  source: 'https://developers.hubspot.com/docs/guides/crm/intro',
  keywords: ['CiQ'],
  pattern: 'CiQ[A-Za-z0-9+/=_-]{80,}',
  longest: 800,
  entropy: 4,
  confidence: 'medium',
  examples: {
    match: ['CiQ[A-Za-z0-9+/]{120}=='],
    ignore: [['CiQ', 'too short']],
  },
})
