/** The AI apps and APIs that Sluice knows. Only hosts that carry prompts or uploads: sign-in, telemetry and static hosts are never opened. */
import { bedrockHosts, vertexHosts } from './catalogue-regions.ts'
import type { AppKind, CatalogueApp } from './catalogue-types.ts'

type Extra = Pick<CatalogueApp, 'alsoFormats' | 'sharedPaths' | 'intercept'>

const app = (
  id: string,
  name: string,
  vendor: string,
  kind: AppKind,
  format: string,
  hosts: string,
  extra: Extra = {},
): CatalogueApp => ({
  id,
  name,
  vendor,
  kind,
  format,
  hosts: hosts.split(/\s+/),
  ...extra,
})

/** Opened only when the policy says `intercept: true`. */
const asked = { intercept: false } as const

const models: readonly CatalogueApp[] = [
  app('openai-api', 'OpenAI API', 'OpenAI', 'api', 'openai', 'api.openai.com us.api.openai.com eu.api.openai.com'),
  app(
    'azure-openai',
    'Azure OpenAI',
    'Microsoft',
    'api',
    'openai',
    '*.openai.azure.com *.services.ai.azure.com models.inference.ai.azure.com',
  ),
  app('azure-ai-services', 'Azure AI services', 'Microsoft', 'api', 'openai', '*.cognitiveservices.azure.com', {
    ...asked,
    sharedPaths: ['/openai/'],
  }),
  app(
    'azure-api-management',
    'Azure API Management',
    'Microsoft',
    'gateway',
    'openai',
    'azure-api.net *.azure-api.net',
    { ...asked, sharedPaths: ['/openai/'] },
  ),
  app('anthropic-api', 'Anthropic API', 'Anthropic', 'api', 'anthropic', 'api.anthropic.com'),
  app('gemini-api', 'Gemini API', 'Google', 'api', 'gemini', 'generativelanguage.googleapis.com', {
    alsoFormats: ['openai'],
  }),
  app('vertex-ai', 'Vertex AI', 'Google', 'api', 'gemini', vertexHosts.join(' '), {
    alsoFormats: ['anthropic', 'openai'],
  }),
  app('amazon-bedrock', 'Amazon Bedrock', 'Amazon', 'api', 'openai', bedrockHosts.join(' ')),
  app('mistral-api', 'Mistral API', 'Mistral', 'api', 'openai', 'api.mistral.ai codestral.mistral.ai'),
  app('cohere-api', 'Cohere API', 'Cohere', 'api', 'openai', 'api.cohere.ai api.cohere.com'),
  app('groq-api', 'Groq API', 'Groq', 'api', 'openai', 'api.groq.com'),
  app('together-api', 'Together API', 'Together', 'api', 'openai', 'api.together.xyz api.together.ai'),
  app('fireworks-api', 'Fireworks API', 'Fireworks', 'api', 'openai', 'api.fireworks.ai', {
    alsoFormats: ['anthropic'],
  }),
  app('deepseek-api', 'DeepSeek API', 'DeepSeek', 'api', 'openai', 'api.deepseek.com', { alsoFormats: ['anthropic'] }),
  app('xai-api', 'xAI API', 'xAI', 'api', 'openai', 'api.x.ai', { alsoFormats: ['anthropic'] }),
  app('openrouter', 'OpenRouter', 'OpenRouter', 'gateway', 'openai', 'openrouter.ai', { alsoFormats: ['anthropic'] }),
  app('replicate', 'Replicate', 'Replicate', 'api', 'generic', 'api.replicate.com'),
  app(
    'huggingface-inference',
    'Hugging Face Inference',
    'Hugging Face',
    'api',
    'openai',
    'api-inference.huggingface.co router.huggingface.co',
  ),
  app(
    'cloudflare-ai-gateway',
    'Cloudflare AI Gateway',
    'Cloudflare',
    'gateway',
    'openai',
    'gateway.ai.cloudflare.com',
    { alsoFormats: ['anthropic', 'gemini'] },
  ),
  app('cloudflare-workers-ai', 'Cloudflare Workers AI', 'Cloudflare', 'api', 'openai', 'api.cloudflare.com', {
    ...asked,
    sharedPaths: ['/client/v4/accounts/*/ai/'],
  }),
  app('perplexity-api', 'Perplexity API', 'Perplexity', 'api', 'openai', 'api.perplexity.ai'),
]

const assistants: readonly CatalogueApp[] = [
  app(
    'chatgpt',
    'ChatGPT',
    'OpenAI',
    'assistant',
    'chatgpt-web',
    'chatgpt.com chat.openai.com chat.com ws.chatgpt.com desktop.chatgpt.com desktop.chat.openai.com ios.chat.openai.com android.chat.openai.com files.oaiusercontent.com *.oaiusercontent.com',
    { alsoFormats: ['openai'] },
  ),
  app('sora', 'Sora', 'OpenAI', 'images', 'generic', 'sora.com'),
  app(
    'claude',
    'Claude',
    'Anthropic',
    'assistant',
    'generic',
    'claude.ai claude.com claudeusercontent.com claudemcpcontent.com claudemcpclient.com',
  ),
  app(
    'gemini',
    'Gemini',
    'Google',
    'assistant',
    'generic',
    'gemini.google.com bard.google.com content-push.googleapis.com push.clients6.google.com',
  ),
  app(
    'google-ai-studio',
    'Google AI Studio',
    'Google',
    'assistant',
    'generic',
    'aistudio.google.com alkalimakersuite-pa.clients6.google.com',
  ),
  app('notebooklm', 'NotebookLM', 'Google', 'assistant', 'generic', 'notebooklm.google.com'),
  app(
    'microsoft-copilot',
    'Microsoft Copilot',
    'Microsoft',
    'assistant',
    'generic',
    'copilot.microsoft.com copilot.com sydney.bing.com edgeservices.bing.com',
  ),
  // Microsoft advises against opening Microsoft 365 traffic.
  app(
    'microsoft-365-copilot',
    'Microsoft 365 Copilot',
    'Microsoft',
    'assistant',
    'generic',
    'substrate.office.com m365.cloud.microsoft copilot.cloud.microsoft',
    asked,
  ),
  app(
    'microsoft-365-copilot-uploads',
    'Microsoft 365 Copilot uploads',
    'Microsoft',
    'assistant',
    'generic',
    'graph.microsoft.com',
    { ...asked, sharedPaths: ['/v1.0/me/drive/special/copilotuploads:'] },
  ),
  app(
    'perplexity',
    'Perplexity',
    'Perplexity',
    'search',
    'generic',
    'www.perplexity.ai perplexity.ai pplx.ai ppl-ai-file-upload.s3.amazonaws.com',
  ),
  app('grok', 'Grok', 'xAI', 'assistant', 'openai', 'grok.com grok.x.com x.ai cli-chat-proxy.grok.com'),
  app('deepseek', 'DeepSeek', 'DeepSeek', 'assistant', 'generic', 'chat.deepseek.com'),
  app('le-chat', 'Le Chat', 'Mistral', 'assistant', 'generic', 'chat.mistral.ai'),
  app('meta-ai', 'Meta AI', 'Meta', 'assistant', 'generic', 'www.meta.ai meta.ai graph.meta.ai'),
  app('huggingchat', 'HuggingChat', 'Hugging Face', 'assistant', 'generic', 'huggingface.co', {
    ...asked,
    sharedPaths: ['/chat'],
  }),
  app('poe', 'Poe', 'Quora', 'assistant', 'generic', 'poe.com'),
  app('character-ai', 'Character.AI', 'Character.AI', 'assistant', 'generic', 'character.ai neo.character.ai'),
  app('you', 'You.com', 'You.com', 'search', 'generic', 'you.com'),
  app('pi', 'Pi', 'Inflection', 'assistant', 'generic', 'pi.ai'),
  app('kimi', 'Kimi', 'Moonshot', 'assistant', 'generic', 'kimi.com www.kimi.com kimi.ai'),
  app('qwen', 'Qwen', 'Alibaba', 'assistant', 'generic', 'chat.qwen.ai'),
  app('duck-ai', 'Duck.ai', 'DuckDuckGo', 'assistant', 'generic', 'duck.ai'),
  app('duckduckgo-chat', 'DuckDuckGo AI Chat', 'DuckDuckGo', 'assistant', 'generic', 'duckduckgo.com', {
    ...asked,
    sharedPaths: ['/duckchat'],
  }),
  app('midjourney', 'Midjourney', 'Midjourney', 'images', 'generic', 'midjourney.com www.midjourney.com'),
]

const tools: readonly CatalogueApp[] = [
  app(
    'github-copilot',
    'GitHub Copilot',
    'GitHub',
    'coding',
    'openai',
    'api.githubcopilot.com api.individual.githubcopilot.com api.business.githubcopilot.com api.enterprise.githubcopilot.com proxy.individual.githubcopilot.com proxy.business.githubcopilot.com proxy.enterprise.githubcopilot.com copilot-proxy.githubusercontent.com copilotprodattachments.blob.core.windows.net',
    { alsoFormats: ['anthropic'] },
  ),
  app('github-copilot-web', 'GitHub Copilot on github.com', 'GitHub', 'coding', 'generic', 'github.com', {
    ...asked,
    sharedPaths: ['/github-copilot/chat', '/copilot'],
  }),
  app(
    'gemini-code-assist',
    'Gemini Code Assist',
    'Google',
    'coding',
    'gemini',
    'cloudcode-pa.googleapis.com daily-cloudcode-pa.googleapis.com',
  ),
  // Bidirectional HTTP/2 streams of protobuf: nothing in them can be read.
  app(
    'cursor',
    'Cursor',
    'Anysphere',
    'coding',
    'generic',
    'api2.cursor.sh api3.cursor.sh api5.cursor.sh *.api5.cursor.sh repo42.cursor.sh',
    asked,
  ),
  app(
    'windsurf',
    'Windsurf',
    'Codeium',
    'coding',
    'generic',
    'server.codeium.com server.codeiumdata.com inference.codeium.com *.windsurf.com',
  ),
  app(
    'jetbrains-ai',
    'JetBrains AI',
    'JetBrains',
    'coding',
    'openai',
    'api.jetbrains.ai *.api.jetbrains.ai aws.api.jetbrains.ai',
    { alsoFormats: ['anthropic'] },
  ),
  app('qoder', 'Qoder', 'Alibaba', 'coding', 'generic', 'api2.qoder.sh'),
  app('kiro', 'Kiro', 'Amazon', 'coding', 'generic', 'kiro.dev'),
  app('kimi-code', 'Kimi Code', 'Moonshot', 'coding', 'openai', 'api.kimi.com', { alsoFormats: ['anthropic'] }),
  app('codebuddy', 'CodeBuddy', 'Tencent', 'coding', 'openai', 'copilot.tencent.com'),
  app('opencode', 'opencode', 'Anomaly', 'coding', 'openai', 'opencode.ai', { alsoFormats: ['anthropic', 'gemini'] }),
  app('tabnine', 'Tabnine', 'Tabnine', 'coding', 'generic', '*.tabnine.com'),
  app('zed', 'Zed', 'Zed', 'coding', 'generic', 'llm.zed.dev cloud.zed.dev'),
  app('v0', 'v0', 'Vercel', 'coding', 'openai', 'v0.dev v0.app'),
  app('lovable', 'Lovable', 'Lovable', 'coding', 'generic', 'lovable.dev'),
  app('blackbox', 'Blackbox', 'Blackbox', 'coding', 'openai', 'www.blackbox.ai'),
  app('deepl', 'DeepL', 'DeepL', 'writing', 'generic', 'deepl.com *.deepl.com'),
  app('grammarly', 'Grammarly', 'Grammarly', 'writing', 'generic', 'capi.grammarly.com grammarly.com'),
  app('notion-ai', 'Notion AI', 'Notion', 'writing', 'generic', 'www.notion.so', {
    ...asked,
    sharedPaths: ['/api/v3/runInferenceTranscript'],
  }),
]

export const catalogueApps: readonly CatalogueApp[] = [...models, ...assistants, ...tools]
