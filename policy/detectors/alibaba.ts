/** Alibaba Cloud keys. */
import { detector } from './detector.ts'

export const alibabaAccessKeyId = detector({
  id: 'alibaba-access-key-id',
  name: 'Alibaba Cloud access key id',
  source: 'https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair',
  keywords: ['LTAI', 'STS.'],
  pattern: 'LTAI[A-Za-z0-9]{12,24}|STS\\.[A-Za-z0-9]{20,40}',
  entropy: 3,
  examples: {
    match: ['LTAI5t[A-Za-z0-9]{18}'],
    ignore: [['LTAIxxxxxxxxxxxxxxxxxxxx', 'a placeholder']],
  },
})

export const alibabaAccessKeySecret = detector({
  id: 'alibaba-access-key-secret',
  name: 'Alibaba Cloud access key secret behind its id',
  severity: 'critical',
  source: 'https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair',
  keywords: ['LTAI'],
  pattern: 'LTAI[A-Za-z0-9]{12,24}\\W{1,8}(?:[A-Za-z_]{2,24}\\W{1,6}){0,3}([A-Za-z0-9]{30})\\b',
  shortest: 16,
  entropy: 3.2,
  examples: {
    match: ['LTAI5t[A-Za-z0-9]{18} «[A-Za-z0-9]{30}»', 'id: LTAI5t[A-Za-z0-9]{18}, secret: «[A-Za-z0-9]{30}»'],
    ignore: [['LTAI5t[A-Za-z0-9]{18} [a-z]{6} [a-z]{5}', 'words behind the id']],
  },
})
