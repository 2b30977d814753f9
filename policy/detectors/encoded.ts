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
