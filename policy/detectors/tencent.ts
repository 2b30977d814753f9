/** Tencent Cloud keys. */
import { detector } from './detector.ts'

export const tencentSecretId = detector({
  id: 'tencent-secret-id',
  name: 'Tencent Cloud secret id',
  source: 'https://www.tencentcloud.com/document/product/598/34227',
  keywords: ['AKID'],
  pattern: 'AKID[A-Za-z0-9]{30,36}',
  entropy: 3.2,
  examples: {
    match: ['AKID[A-Za-z0-9]{32}'],
    ignore: [['AKIDENTIFIER', 'too short']],
  },
})
