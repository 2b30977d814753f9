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
