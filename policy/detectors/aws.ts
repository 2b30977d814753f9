/** Amazon Web Services credentials. The secret access key has no fixed part: scan-context.ts finds it from its neighbours. */
import { detector, engineDetector } from './detector.ts'

export const awsAccessKeyId = detector({
  id: 'aws-access-key-id',
  name: 'AWS access key id',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html',
  keywords: ['AKIA', 'ASIA', 'ABIA', 'ACCA', 'A3T'],
  pattern: '(?:A(?:KIA|SIA|BIA|CCA)[A-Z2-7]{16}|A(?:KIA|SIA|BIA|CCA)[A-Z0-9]{16}|A3T[A-Z0-9]{17})',
  verify: value => (base32(value.slice(4)) ? true : undefined),
  check: 'alphabet and length',
  entropy: 2.8,
  examples: {
    match: ['my key is «AKIA[A-Z2-7]{16}».', 'aws_access_key_id = «ASIA[A-Z2-7]{16}»'],
    ignore: [
      ['AKIAIOSFODNN7EXAMPLE', 'the documented example'],
      ['AKIA[a-z]{16}', 'lower case'],
    ],
  },
})

/** The documented example is all base32 too, so a placeholder is looked for first. */
function base32(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (!((unit >= 65 && unit <= 90) || (unit >= 50 && unit <= 55))) return false
  }
  return !text.includes('EXAMPLE') && new Set(text).size > 5
}

export const awsSecretAccessKey = engineDetector({
  id: 'aws-secret-access-key',
  name: 'AWS secret access key',
  category: 'secrets',
  severity: 'critical',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
  check: '40 base64 characters beside an access key id or a name that says secret access key',
  examples: {
    match: ['aws_secret_access_key = «[A-Za-z0-9/+]{40}»', 'AKIA[A-Z2-7]{16}\n«[A-Za-z0-9]{30}/[A-Za-z0-9]{9}»'],
    ignore: [
      ['aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'the documented example'],
      ['commit [0-9a-f]{40}', 'a SHA-1'],
    ],
  },
})

export const awsSessionToken = detector({
  id: 'aws-session-token',
  name: 'AWS session token',
  source: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_Credentials.html',
  keywords: ['IQoJb3JpZ2lu', 'FwoGZXIvYXdz', 'FQoGZXIvYXdz'],
  pattern: '(?:IQoJb3JpZ2lu|F[Qw]oGZXIvYXdz)[A-Za-z0-9/+=%]{80,}',
  longest: 2100,
  examples: { match: ['IQoJb3JpZ2lu[A-Za-z0-9/+]{300}='], ignore: [['IQoJb3JpZ2lu[A-Za-z]{10}', 'too short']] },
})

export const awsBedrockApiKey = detector({
  id: 'aws-bedrock-api-key',
  name: 'Amazon Bedrock API key',
  severity: 'critical',
  source: 'https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html',
  keywords: ['ABSK', 'bedrock-api-key-'],
  pattern: 'ABSK[A-Za-z0-9+/]{90,269}={0,2}|bedrock-api-key-[A-Za-z0-9+/=]{40,}',
  longest: 2100,
  entropy: 4,
  examples: { match: ['ABSK[A-Za-z0-9+/]{128}='], ignore: [['ABSKINNER', 'a word']] },
})

export const awsMwsToken = detector({
  id: 'aws-mws-token',
  name: 'Amazon MWS authorisation token',
  source: 'https://developer-docs.amazon.com/sp-api/docs/',
  keywords: ['amzn.mws.'],
  pattern: 'amzn\\.mws\\.[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
  examples: {
    match: ['amzn\\.mws\\.[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'],
    ignore: [['amzn.mws.orders', 'a name']],
  },
})

export const awsAppsyncKey = detector({
  id: 'aws-appsync-key',
  name: 'AWS AppSync API key',
  source: 'https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html',
  keywords: ['da2-'],
  pattern: 'da2-[a-z0-9]{26}',
  examples: { match: ['da2-[a-z0-9]{26}'], ignore: [[`da2-${'x'.repeat(26)}`, 'a placeholder']] },
})

export const awsPresignedUrl = detector({
  id: 'aws-presigned-url',
  name: 'AWS presigned URL',
  severity: 'medium',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/ShareObjectPreSignedURL.html',
  address: true,
  keywords: ['X-Amz-Signature='],
  pattern: 'X-Amz-Signature=[0-9a-f]{64}',
  examples: {
    match: [
      '«https://a.s3.amazonaws.com/b\\?X-Amz-Expires=600&X-Amz-Signature=[0-9a-f]{64}&x-id=GetObject»',
      '&«X-Amz-Signature=[0-9a-f]{64}»',
    ],
    ignore: [['X-Amz-Signature=SIGNATURE', 'a placeholder']],
  },
})
