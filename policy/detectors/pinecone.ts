/** Pinecone keys. */
import { detector } from './detector.ts'

export const pineconeApiKey = detector({
  id: 'pinecone-api-key',
  name: 'Pinecone API key',
  source: 'https://docs.pinecone.io/guides/projects/manage-api-keys',
  keywords: ['pcsk_'],
  pattern: 'pcsk_[A-Za-z0-9]{4,7}_[A-Za-z0-9]{55,70}',
  examples: {
    match: ['pcsk_[A-Za-z0-9]{6}_[A-Za-z0-9]{63}'],
    ignore: [['pcsk_abc', 'too short']],
  },
})
