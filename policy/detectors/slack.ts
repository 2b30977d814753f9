/** Slack tokens and webhooks. */
import { detector } from './detector.ts'

export const slackToken = detector({
  id: 'slack-token',
  name: 'Slack token',
  severity: 'critical',
  source: 'https://docs.slack.dev/authentication/tokens/',
  keywords: [
    'xoxb-',
    'xoxp-',
    'xoxa-',
    'xoxr-',
    'xoxs-',
    'xoxo-',
    'xoxc-',
    'xoxd-',
    'xoxe-',
    'xoxe.xox',
    'xapp-',
    'xwfp-',
  ],
  pattern:
    'xox[abprso]-[0-9A-Za-z][0-9A-Za-z-]{20,250}|xoxc-[0-9A-Za-z-]{30,250}|xoxd-[A-Za-z0-9%+/_=-]{30,400}|xoxe(?:\\.xox[bp])?-\\d-[A-Za-z0-9]{30,250}|xapp-\\d-[A-Z0-9]{6,14}-\\d{6,16}-[a-f0-9]{32,64}|xwfp-[0-9A-Za-z-]{20,250}',
  examples: {
    match: [
      'xoxb-\\d{12}-\\d{12}-[A-Za-z0-9]{24}',
      'xapp-1-A[A-Z0-9]{10}-\\d{13}-[a-f0-9]{64}',
      'xoxe\\.xoxp-1-[A-Za-z0-9]{100}',
    ],
    ignore: [['xoxb-your-bot-token-goes-here', 'a placeholder']],
  },
})

export const slackWebhook = detector({
  id: 'slack-webhook',
  name: 'Slack incoming webhook, workflow or trigger address',
  source: 'https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/',
  address: true,
  keywords: ['hooks.slack.com/', 'hooks.slack-gov.com/'],
  pattern:
    'hooks\\.slack(?:-gov)?\\.com/(?:services/T[A-Za-z0-9_]{6,14}/B[A-Za-z0-9_]{6,14}/[A-Za-z0-9]{20,30}|(?:workflows|triggers)/[TE][A-Za-z0-9_]{6,14}/[A-Za-z0-9]{6,20}(?:/[A-Za-z0-9]{8,20})?/[A-Za-z0-9]{20,40})',
  examples: {
    match: ['«https://hooks\\.slack\\.com/services/T[A-Z0-9]{8}/B[A-Z0-9]{8}/[A-Za-z0-9]{24}»'],
    ignore: [
      [`https://hooks\\.slack\\.com/services/T00000000/B00000000/${'X'.repeat(24)}`, 'the documented placeholder'],
    ],
  },
})
