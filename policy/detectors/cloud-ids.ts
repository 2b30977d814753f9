/** Identifiers of cloud accounts that are no credentials by themselves. */
import { detector } from './detector.ts'

export const awsPrincipalId = detector({
  id: 'aws-principal-id',
  name: 'AWS role, user, group or policy id',
  category: 'company',
  severity: 'info',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html',
  keywords: ['AROA', 'AIDA', 'AGPA', 'ANPA', 'AIPA', 'ANVA'],
  pattern: 'A(?:ROA|IDA|GPA|NPA|IPA|NVA)[A-Z0-9]{16,17}',
  entropy: 2.5,
  exact: true,
  examples: {
    match: ['AROA[A-Z2-7]{16}'],
    ignore: [['AROAX', 'too short']],
  },
})

export const googleOauthClientId = detector({
  id: 'google-oauth-client-id',
  name: 'Google OAuth client id',
  category: 'company',
  severity: 'info',
  source: 'https://developers.google.com/identity/protocols/oauth2',
  keywords: ['.apps.googleusercontent.com'],
  pattern: '\\d{6,14}-[a-z0-9]{32}\\.apps\\.googleusercontent\\.com',
  lead: 47,
  boundary: 'anywhere',
  examples: {
    match: ['\\d{12}-[a-z0-9]{32}\\.apps\\.googleusercontent\\.com'],
    ignore: [['YOUR_CLIENT_ID.apps.googleusercontent.com', 'a placeholder']],
  },
})

export const ociOcid = detector({
  id: 'oci-ocid',
  name: 'Oracle Cloud identifier of a user, tenancy or key',
  category: 'company',
  severity: 'info',
  source: 'https://docs.oracle.com/en-us/iaas/Content/General/Concepts/identifiers.htm',
  keywords: ['ocid1.'],
  pattern: 'ocid1\\.(?:user|tenancy|key|vaultsecret)\\.[a-z0-9]+\\.[a-z0-9-]*\\.[a-z0-9]{40,80}',
  examples: {
    match: ['ocid1\\.user\\.oc1\\.\\.[a-z0-9]{60}'],
    ignore: [['ocid1.user.oc1..aaaa', 'too short']],
  },
})
