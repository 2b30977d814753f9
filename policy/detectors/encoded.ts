/** Credentials inside base64: kubeconfig, registry logins, Java key stores. */
import { detector } from './detector.ts'
import { makeValue } from './make-value.ts'

const decoded = (value: string): string => Buffer.from(value, 'base64').toString('latin1')

const holdsPrivateKey = (value: string): boolean => decoded(value.slice(0, 120)).includes('PRIVATE KEY')

/** `user:password`, both printable. */
function holdsLogin(value: string): boolean {
  const text = decoded(value)
  const colon = text.indexOf(':')
  if (colon < 1 || colon > text.length - 4) return false
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) < 32 || text.charCodeAt(i) > 126) return false
  return true
}

export const kubeconfigKey = detector({
  id: 'kubeconfig-key',
  name: 'Private key in a kubeconfig (base64 of PEM)',
  severity: 'critical',
  source: 'https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/',
  keywords: ['LS0tLS1CRUdJTi'],
  pattern: 'LS0tLS1CRUdJTi[A-Za-z0-9+/_-]{60,}={0,2}',
  longest: 8000,
  strict: true,
  verify: holdsPrivateKey,
  check: 'decodes to a PEM private key',
  examples: {
    match: [
      random =>
        `client-key-data: «${Buffer.from(`-----BEGIN RSA PRIVATE KEY-----\n${makeValue('[A-Za-z0-9+/]{64}', random)}\n`).toString('base64')}»`,
    ],
    ignore: [
      [
        random =>
          Buffer.from(`-----BEGIN CERTIFICATE-----\n${makeValue('[A-Za-z0-9+/]{64}', random)}\n`).toString('base64'),
        'a certificate',
      ],
    ],
  },
})

export const registryLogin = detector({
  id: 'registry-login',
  name: 'Login of a container registry (base64 of user and password)',
  source: 'https://docs.docker.com/reference/cli/docker/login/',
  keywords: ['auth'],
  pattern: 'auth\\\\?"\\s{0,3}:\\s{0,3}\\\\?"([A-Za-z0-9+/]{12,400}={0,2})',
  longest: 500,
  boundary: 'before',
  strict: true,
  verify: holdsLogin,
  check: 'decodes to user and password',
  examples: {
    match: [
      random =>
        `{"auths":{"r.io":{"auth": "«${Buffer.from(`bot:${makeValue('[A-Za-z0-9]{16}', random)}`).toString('base64')}»"}}}`,
    ],
    ignore: [['"auth": "basic"', 'no login']],
  },
})

export const javaKeyStore = detector({
  id: 'java-key-store',
  name: 'Java or PKCS#12 key store (base64)',
  source: 'https://docs.oracle.com/en/java/javase/21/docs/specs/man/keytool.html',
  keywords: ['/u3+7Q'],
  pattern: '/u3\\+7Q[A-Za-z0-9+/]{100,}={0,2}',
  longest: 8000,
  examples: {
    match: ['/u3\\+7Q[A-Za-z0-9+/]{400}'],
    ignore: [['/u3+7QAAAAI', 'too short']],
  },
})

export const pkcs12Store = detector({
  id: 'pkcs12-store',
  name: 'PKCS#12 key store (base64)',
  severity: 'critical',
  source: 'https://www.rfc-editor.org/rfc/rfc7292',
  keywords: ['IBAzCC'],
  pattern: 'MII[A-Za-z0-9+/]{2}[AQgw]IBAzCC[A-Za-z0-9+/]{100,}={0,2}',
  lead: 6,
  longest: 12_000,
  boundary: 'anywhere',
  examples: {
    match: ['MIIKUQIBAzCC[A-Za-z0-9+/]{400}'],
    ignore: [['MIIKUQIBAzCC', 'too short']],
  },
})

export const bareDerKey = detector({
  id: 'bare-der-key',
  name: 'Private key without its armour (base64 of DER)',
  severity: 'critical',
  source: 'https://www.rfc-editor.org/rfc/rfc5958',
  keywords: ['IBADANBgkqhkiG9w0BAQEFAASC', 'MIGHAgEAMBMGByqGSM49', 'MC4CAQAwBQYDK2VwBCIEI', 'MHcCAQEEI'],
  pattern:
    'MII[A-Za-z0-9+/]{2}[AQgw]IBADANBgkqhkiG9w0BAQEFAASC[A-Za-z0-9+/]{200,}={0,2}|MIGHAgEAMBMGByqGSM49[A-Za-z0-9+/]{100,}={0,2}|MC4CAQAwBQYDK2VwBCIEI[A-Za-z0-9+/]{42,43}=?|MHcCAQEEI[A-Za-z0-9+/]{140,155}={0,2}',
  lead: 6,
  longest: 8000,
  boundary: 'anywhere',
  examples: {
    match: ['MIIEvQIBADANBgkqhkiG9w0BAQEFAASC[A-Za-z0-9+/]{400}', 'MC4CAQAwBQYDK2VwBCIEI[A-Za-z0-9+/]{42}'],
    ignore: [['MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A[A-Za-z0-9+/]{300}', 'a public key']],
  },
})

export const jwkPrivateKey = detector({
  id: 'jwk-private-key',
  name: 'Private or symmetric key in a JSON Web Key',
  severity: 'critical',
  source: 'https://www.rfc-editor.org/rfc/rfc7517',
  keywords: ['"d', '"k'],
  pattern: '"[dk]"\\s{0,3}:\\s{0,3}"([A-Za-z0-9_-]{43,700})"',
  longest: 800,
  boundary: 'before',
  entropy: 4.2,
  examples: {
    match: ['\\{"kty":"EC","crv":"P-256","d":"«[A-Za-z0-9_-]{42}[A-Za-z0-9]»"\\}'],
    ignore: [['"d":"M12 2C6\\.48 2 2 6\\.48 2 12"', 'a drawing']],
  },
})

export const minisignSecretKey = detector({
  id: 'minisign-secret-key',
  name: 'minisign or signify secret key',
  severity: 'critical',
  source: 'https://jedisct1.github.io/minisign/',
  keywords: ['RWRTY0Iy', 'RWQAAEIy', 'RWRCSwAA'],
  pattern: 'RW(?:RTY0Iy|QAAEIy|RCSwAA)[A-Za-z0-9+/]{130,220}={0,2}',
  examples: {
    match: ['RWRTY0Iy[A-Za-z0-9+/]{204}'],
    ignore: [['RWRTY0Iy', 'too short']],
  },
})
