/** Alchemy keys. */
import { detector } from './detector.ts'

export const alchemyKey = detector({
  id: 'alchemy-key',
  name: 'Alchemy key or token',
  source: 'https://www.alchemy.com/docs/create-an-api-key',
  keywords: ['alcht_'],
  pattern: 'alcht_[A-Za-z0-9]{28,34}',
  entropy: 3,
  examples: {
    match: ['alcht_[A-Za-z0-9]{30}'],
    ignore: [['alcht_key', 'too short']],
  },
})

export const ethereumNodeUrl = detector({
  id: 'ethereum-node-url',
  name: 'Key in the address of an Ethereum node (Infura, Alchemy)',
  source: 'https://docs.metamask.io/services/get-started/endpoints/',
  keywords: ['infura.io/v3/', 'infura.io/ws/v3/', 'g.alchemy.com/v2/', 'alchemyapi.io/v2/'],
  pattern: '(?:infura\\.io/(?:ws/)?v3/[0-9a-f]{32}|(?:g\\.alchemy\\.com|alchemyapi\\.io)/v2/[A-Za-z0-9_-]{32})',
  boundary: 'anywhere',
  entropy: 3,
  examples: {
    match: ['https://mainnet.«infura\\.io/v3/[0-9a-f]{32}»'],
    ignore: [['https://mainnet.infura.io/v3/YOUR-PROJECT-ID', 'a placeholder']],
  },
})
