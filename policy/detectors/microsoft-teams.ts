/** Microsoft Teams webhooks. */
import { detector } from './detector.ts'

export const microsoftTeamsWebhook = detector({
  id: 'microsoft-teams-webhook',
  name: 'Microsoft Teams or Power Automate webhook address',
  source:
    'https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook',
  address: true,
  keywords: ['webhook.office.com/'],
  pattern:
    'webhook\\.office\\.com/webhookb2/[0-9a-f-]{36}@[0-9a-f-]{36}/IncomingWebhook/[0-9a-f]{32}/[0-9a-f-]{36}(?:/[A-Za-z0-9_-]{20,60})?',
  examples: {
    match: [
      '«https://acme\\.webhook\\.office\\.com/webhookb2/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}@[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/IncomingWebhook/[0-9a-f]{32}/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}»',
    ],
    ignore: [['https://acme.webhook.office.com/webhookb2/GUID', 'a placeholder']],
  },
})
