/** OpenShift tokens. */
import { detector } from './detector.ts'

export const openshiftToken = detector({
  id: 'openshift-token',
  name: 'OpenShift OAuth token',
  severity: 'critical',
  source: 'https://docs.openshift.com/container-platform/latest/authentication/managing-oauth-access-tokens.html',
  keywords: ['sha256~'],
  pattern: 'sha256~[A-Za-z0-9_-]{43}',
  examples: {
    match: ['sha256~[A-Za-z0-9_-]{42}[A-Za-z0-9]'],
    ignore: [['sha256~', 'too short']],
  },
})
