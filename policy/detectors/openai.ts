/** OpenAI keys. */
import { detector } from './detector.ts'

export const openaiApiKey = detector({
  id: 'openai-api-key',
  name: 'OpenAI API key',
  severity: 'critical',
  source: 'https://platform.openai.com/docs/api-reference/authentication',
  keywords: ['sk-'],
  pattern:
    'sk-(?:(?:proj|svcacct|admin|None|service)-[A-Za-z0-9_-]{20,260}|[A-Za-z0-9]{18,24}T3BlbkFJ[A-Za-z0-9]{18,24})',
  verify: value => (value.includes('T3BlbkFJ') ? true : undefined),
  check: 'the fixed part T3BlbkFJ (base64 of OpenAI) in its middle',
  entropy: 3.5,
  examples: {
    match: [
      'sk-proj-[A-Za-z0-9_-]{74}T3BlbkFJ[A-Za-z0-9_-]{73}[A-Za-z0-9]',
      'OPENAI_API_KEY=«sk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}»',
      'sk-svcacct-[A-Za-z0-9_-]{57}[A-Za-z0-9]T3BlbkFJ[A-Za-z0-9]{58}',
    ],
    ignore: [
      ['sk-fading-circle-container-element', 'a CSS class'],
      ['sk-proj-your-openai-api-key-goes-here', 'a placeholder'],
    ],
  },
})

export const openaiSession = detector({
  id: 'openai-session',
  name: 'OpenAI session token',
  source: 'https://platform.openai.com/docs/api-reference/authentication',
  keywords: ['sess-'],
  pattern: 'sess-[A-Za-z0-9]{40}',
  entropy: 3.5,
  examples: { match: ['sess-[A-Za-z0-9]{40}'], ignore: [['sess-id-of-the-user', 'words']] },
})
