/** WeCom and other chat webhooks. */
import { detector } from './detector.ts'

export const wecomWebhook = detector({
  id: 'wecom-webhook',
  name: 'WeCom robot webhook address',
  source: 'https://developer.work.weixin.qq.com/document/path/91770',
  address: true,
  keywords: ['qyapi.weixin.qq.com/'],
  pattern:
    'qyapi\\.weixin\\.qq\\.com/cgi-bin/webhook/send\\?key=[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
  examples: {
    match: [
      '«https://qyapi\\.weixin\\.qq\\.com/cgi-bin/webhook/send\\?key=[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}»',
    ],
    ignore: [['https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=KEY', 'a placeholder']],
  },
})

export const googleChatWebhook = detector({
  id: 'google-chat-webhook',
  name: 'Google Chat webhook address',
  source: 'https://developers.google.com/workspace/chat/quickstart/webhooks',
  address: true,
  keywords: ['chat.googleapis.com/'],
  pattern:
    'chat\\.googleapis\\.com/v1/spaces/[A-Za-z0-9_-]{6,20}/messages\\?key=[A-Za-z0-9_-]{20,50}&token=[A-Za-z0-9_%-]{20,80}',
  examples: {
    match: [
      '«https://chat\\.googleapis\\.com/v1/spaces/[A-Z]{11}/messages\\?key=AIza[A-Za-z0-9]{35}&token=[A-Za-z0-9]{43}»',
    ],
    ignore: [['https://chat.googleapis.com/v1/spaces/SPACE/messages', 'a placeholder']],
  },
})

export const zapierWebhook = detector({
  id: 'zapier-webhook',
  name: 'Zapier, Make or IFTTT webhook address',
  severity: 'medium',
  source: 'https://help.zapier.com/hc/en-us/articles/8496288690317',
  address: true,
  keywords: ['hooks.zapier.com/', 'maker.ifttt.com/'],
  pattern:
    'hooks\\.zapier\\.com/hooks/catch/\\d{5,10}/[a-z0-9]{5,10}|maker\\.ifttt\\.com/trigger/[a-zA-Z0-9_-]+/(?:json/)?with/key/[A-Za-z0-9_-]{20,50}',
  examples: {
    match: ['«https://hooks\\.zapier\\.com/hooks/catch/\\d{7}/[a-z0-9]{7}»/'],
    ignore: [['https://hooks.zapier.com/hooks/catch/ID/KEY', 'a placeholder']],
  },
})
