/** LangSmith and Langfuse keys. */
import { detector } from './detector.ts'

export const langsmithApiKey = detector({
  id: 'langsmith-api-key',
  name: 'LangSmith API key',
  source:
    'https://docs.smith.langchain.com/administration/how_to_guides/organization_management/create_account_api_key',
  keywords: ['lsv2_'],
  pattern: 'lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}',
  examples: {
    match: ['lsv2_pt_[0-9a-f]{32}_[0-9a-f]{10}'],
    ignore: [['lsv2_pt_xxxx', 'too short']],
  },
})

export const langfuseSecretKey = detector({
  id: 'langfuse-secret-key',
  name: 'Langfuse secret key',
  source: 'https://langfuse.com/docs/api',
  keywords: ['sk-lf-'],
  pattern: 'sk-lf-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
  examples: {
    match: ['sk-lf-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'],
    ignore: [
      ['pk-lf-[0-9a-f]{32}', 'a public key'],
      ['sk-lf-...', 'a placeholder'],
    ],
  },
})
