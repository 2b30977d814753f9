/** Lark, Feishu and DingTalk webhooks. */
import { detector } from './detector.ts'

export const larkWebhook = detector({
  id: 'lark-webhook',
  name: 'Lark or Feishu bot webhook address',
  source: 'https://open.larksuite.com/document/client-docs/bot-v3/add-custom-bot',
  address: true,
  keywords: ['open.feishu.cn/', 'open.larksuite.com/'],
  pattern:
    'open\\.(?:feishu\\.cn|larksuite\\.com)/open-apis/bot/(?:v2/)?hook/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
  examples: {
    match: [
      '«https://open\\.feishu\\.cn/open-apis/bot/v2/hook/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}»',
    ],
    ignore: [['https://open.feishu.cn/open-apis/bot/v2/hook/TOKEN', 'a placeholder']],
  },
})

export const dingtalkWebhook = detector({
  id: 'dingtalk-webhook',
  name: 'DingTalk robot webhook address',
  source: 'https://open.dingtalk.com/document/orgapp/custom-robot-access',
  address: true,
  keywords: ['dingtalk.com/robot/'],
  pattern: 'dingtalk\\.com/robot/send\\?access_token=[0-9a-f]{64}',
  examples: {
    match: ['«https://oapi\\.dingtalk\\.com/robot/send\\?access_token=[0-9a-f]{64}»'],
    ignore: [['https://oapi.dingtalk.com/robot/send?access_token=TOKEN', 'a placeholder']],
  },
})
