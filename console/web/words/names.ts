/** Ids as people say them: `aws-access-key-id` is "AWS access key ID", `openai-api` is "OpenAI API". */
import type { Action, Kind, Verdict } from '../../contract.ts'

const special: Readonly<Record<string, string>> = {
  ai: 'AI',
  api: 'API',
  aws: 'AWS',
  chatgpt: 'ChatGPT',
  claude: 'Claude',
  copilot: 'Copilot',
  deepseek: 'DeepSeek',
  github: 'GitHub',
  gitlab: 'GitLab',
  google: 'Google',
  gemini: 'Gemini',
  huggingface: 'Hugging Face',
  iban: 'IBAN',
  id: 'ID',
  ip: 'IP',
  jwt: 'JWT',
  llm: 'LLM',
  mistral: 'Mistral',
  openai: 'OpenAI',
  openrouter: 'OpenRouter',
  anthropic: 'Anthropic',
  azure: 'Azure',
  bedrock: 'Bedrock',
  cohere: 'Cohere',
  groq: 'Groq',
  grok: 'Grok',
  perplexity: 'Perplexity',
  slack: 'Slack',
  ssn: 'SSN',
  stripe: 'Stripe',
  url: 'URL',
  us: 'US',
  uk: 'UK',
  xai: 'xAI',
  npm: 'npm',
  ssh: 'SSH',
  pem: 'PEM',
  sql: 'SQL',
  mcp: 'MCP',
}

/** First word with a capital, known names in their own spelling. */
export function titled(id: string): string {
  const words = id
    .split(/[-_ ]+/)
    .filter(Boolean)
    .map(word => special[word.toLowerCase()] ?? word)
  const [first = '', ...rest] = words
  return [first.charAt(0).toUpperCase() + first.slice(1), ...rest].join(' ')
}

/** Every word with a capital: names of apps and products. */
export function appName(id: string): string {
  return id
    .split(/[-_ ]+/)
    .filter(Boolean)
    .map(word => special[word.toLowerCase()] ?? word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
}

export const doneWords: Readonly<Record<Action, string>> = {
  allow: 'Allowed',
  alert: 'Alerted',
  redact: 'Redacted',
  block: 'Blocked',
}

/** What a rule asks for. */
export const askWords: Readonly<Record<Action, string>> = {
  allow: 'Allow',
  alert: 'Alert',
  redact: 'Redact',
  block: 'Block',
}

export const wouldWords: Readonly<Record<Action, string>> = {
  allow: 'Allowed',
  alert: 'Would alert',
  redact: 'Would redact',
  block: 'Would block',
}

export const coverageWords: Readonly<Record<Verdict, string>> = {
  full: 'Fully read',
  partial: 'Partly read',
  none: 'Not read',
}

export const kindWords: Readonly<Record<Kind, string>> = {
  chat: 'Chat',
  completion: 'Completion',
  embedding: 'Embedding',
  image: 'Image',
  audio: 'Audio',
  count: 'Token count',
  draft: 'Draft',
  upload: 'Upload',
  websocket: 'WebSocket',
  message: 'Message',
  other: 'Other traffic',
}

/** `ann.berger@acme.example` is shown as ann.berger with its domain apart; `anonymous@10.0.0.7` is shown by its address. */
export function personParts(user: string): {
  readonly name: string
  readonly domain: string
  readonly initials: string
} {
  const at = user.lastIndexOf('@')
  const anonymous = user.startsWith('anonymous@')
  if (anonymous) return { name: user.slice('anonymous@'.length), domain: ' anonymous', initials: '?' }
  const name = at > 0 ? user.slice(0, at) : user
  const words = name.split(/[.\-_ ]+/).filter(Boolean)
  const initials = words
    .slice(0, 2)
    .map(word => word.charAt(0).toUpperCase())
    .join('')
  return { name, domain: at > 0 ? user.slice(at) : '', initials: initials || '?' }
}
