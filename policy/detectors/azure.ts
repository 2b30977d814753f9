/** Microsoft Azure and Entra keys. Common Annotated Security Keys carry a provider mark near their end. */
import { detector } from './detector.ts'

export const azureStorageKey = detector({
  id: 'azure-storage-key',
  name: 'Azure storage or Cosmos DB account key',
  severity: 'critical',
  source: 'https://learn.microsoft.com/en-us/azure/storage/common/storage-account-keys-manage',
  keywords: ['+ASt', 'ACDb'],
  pattern: '[A-Za-z0-9+/]{76}(?:\\+ASt|ACDb)[A-Za-z0-9+/]{5,6}={1,2}',
  lead: 76,
  boundary: 'anywhere',
  examples: {
    match: ['[A-Za-z0-9+/]{76}\\+ASt[A-Za-z0-9+/]{6}==', '[A-Za-z0-9+/]{76}ACDb[A-Za-z0-9+/]{6}=='],
    ignore: [['x+ASt=', 'too short']],
  },
})

export const azureServiceKey = detector({
  id: 'azure-service-key',
  name: 'Azure key with a provider mark (Functions, Search, Service Bus, Event Hub, IoT, APIM, Redis, Container Registry, Batch)',
  severity: 'critical',
  source: 'https://github.com/microsoft/security-utilities',
  keywords: ['AzFu', 'AzSe', 'AzCa', 'AzEG', 'AIoT', 'APIM', '+ASb', '+AEh', '+ACR', '+ABa', '+AMC', '+ARm', '+APM'],
  pattern:
    '[A-Za-z0-9+/_-]{33,76}(?:AzFu|AzSe|AzCa|AzEG|AIoT|APIM|\\+(?:ASb|AEh|ACR|ABa|AMC|ARm|APM))[A-Za-z0-9+/_-]{3,10}={0,2}',
  lead: 76,
  entropy: 3.8,
  boundary: 'anywhere',
  examples: {
    match: [
      '[A-Za-z0-9_-]{44}AzFu[A-Za-z0-9]{8}',
      '[A-Za-z0-9+/]{42}\\+ACR[A-Za-z0-9+/]{6}',
      '[A-Za-z0-9]{42}AzSe[A-Za-z0-9]{6}',
      '[A-Za-z0-9+/]{33}\\+ASb[A-Za-z0-9+/]{6}=',
    ],
    ignore: [['the_AzSearch_name_of_the_index', 'words']],
  },
})

export const azureOpenaiKey = detector({
  id: 'azure-openai-key',
  name: 'Azure OpenAI or Cognitive Services key',
  severity: 'critical',
  source: 'https://learn.microsoft.com/en-us/azure/ai-services/authentication',
  keywords: ['JQQJ99', 'ACOG'],
  pattern: '[A-Za-z0-9]{20,52}JQQJ99[A-Za-z0-9]{20,30}|[A-Za-z0-9]{60,76}ACOG[A-Za-z0-9]{4}',
  lead: 76,
  boundary: 'anywhere',
  examples: {
    match: [
      '[A-Za-z0-9]{52}JQQJ99B[A-L][A-Za-z0-9]{6}XJ3w3AAABACOG[A-Za-z0-9]{4}',
      '[A-Za-z0-9]{76}ACOG[A-Za-z0-9]{4}',
    ],
    ignore: [['COGNITIVE_ACOG_NAME', 'words']],
  },
})

export const azureDevopsToken = detector({
  id: 'azure-devops-token',
  name: 'Azure DevOps personal access token',
  severity: 'critical',
  source:
    'https://learn.microsoft.com/en-us/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate',
  keywords: ['AZDO'],
  pattern: '[A-Za-z0-9]{70,80}AZDO[A-Za-z0-9]{4}',
  lead: 80,
  boundary: 'anywhere',
  examples: {
    match: ['[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}'],
    ignore: [['AZDO_PERSONAL_ACCESS_TOKEN', 'a name']],
  },
})

export const entraClientSecret = detector({
  id: 'entra-client-secret',
  name: 'Microsoft Entra client secret',
  severity: 'critical',
  source: 'https://learn.microsoft.com/en-us/entra/identity-platform/how-to-add-credentials',
  keywords: ['Q~'],
  pattern: '[A-Za-z0-9_~.-]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,34}',
  lead: 4,
  boundary: 'anywhere',
  examples: {
    match: ['[A-Za-z0-9]{3}8Q~[A-Za-z0-9_~.-]{33}[A-Za-z0-9]'],
    ignore: [['abc8Q~value', 'too short']],
  },
})

export const entraRefreshToken = detector({
  id: 'entra-refresh-token',
  name: 'Microsoft Entra refresh token',
  severity: 'critical',
  source: 'https://learn.microsoft.com/en-us/entra/identity-platform/refresh-tokens',
  keywords: ['0.A', '1.A'],
  pattern: '[01]\\.A[A-Za-z0-9_-]{200,}(?:\\.[A-Za-z0-9_-]{10,})*',
  longest: 3000,
  examples: {
    match: ['0\\.A[A-Za-z0-9_-]{420}[A-Za-z0-9]'],
    ignore: [['0.Alpha-release', 'a version']],
  },
})

export const azureSas = detector({
  id: 'azure-sas',
  name: 'Azure shared access signature',
  source: 'https://learn.microsoft.com/en-us/azure/storage/common/storage-sas-overview',
  address: true,
  keywords: ['sig='],
  pattern: 'sig=([A-Za-z0-9%+/]{43,90}(?:%3[Dd]|=){0,2})',
  entropy: 3.8,
  examples: {
    match: ['«https://a.blob.core.windows.net/c\\?sv=2022-11-02&sp=r&sig=[A-Za-z0-9]{43}%3D»'],
    ignore: [['sig=signature', 'too short']],
  },
})
