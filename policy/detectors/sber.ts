/** GigaChat keys. */
import { detector } from './detector.ts'
import { makeValue } from './make-value.ts'

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}'

function holdsIds(value: string): boolean {
  const text = Buffer.from(value, 'base64').toString('latin1')
  return text.length === 73 && text[36] === ':' && text[8] === '-' && text[45] === '-'
}

export const gigachatCredentials = detector({
  id: 'gigachat-credentials',
  name: 'GigaChat authorisation key',
  source: 'https://developers.sber.ru/docs/ru/gigachat/quickstart/ind-using-api',
  keywords: [
    'Mz',
    'Mj',
    'MT',
    'MD',
    'ND',
    'NT',
    'Nj',
    'Nz',
    'OD',
    'OT',
    'YT',
    'Yj',
    'Yz',
    'ZD',
    'ZT',
    'Zj',
    'MG',
    'MW',
    'Mm',
    'M2',
    'NG',
    'NW',
    'Nm',
    'N2',
    'OG',
    'OW',
    'YW',
    'Ym',
    'Y2',
    'ZG',
    'ZW',
    'Zm',
  ],
  pattern: '[A-Za-z0-9+/]{98}(?:==)?',
  shortest: 98,
  strict: true,
  verify: holdsIds,
  check: 'decodes to two ids',
  examples: {
    match: [random => Buffer.from(`${makeValue(uuid, random)}:${makeValue(uuid, random)}`).toString('base64')],
    ignore: [['[A-Za-z0-9]{98}', 'does not decode to two ids']],
  },
})
