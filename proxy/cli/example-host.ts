/** What the catalogue, with the policy's apps, tells examples about apps and hosts. */
import type { ExampleHost } from '../../policy/example-request.ts'
import type { Policy } from '../../policy/policy.ts'
import { parseAuthority } from '../authority.ts'
import { createCatalogue } from '../providers/catalogue.ts'

/** What an example that names no app is about: the first of the catalogue is nobody's idea of the usual one. */
const usualApp = 'openai-api'

export function exampleHost(policy: Policy, now: Date, samples: boolean): ExampleHost {
  const catalogue = createCatalogue(policy.apps)
  const apps = new Map(catalogue.apps().map(app => [app.id, app]))
  return {
    defaultApp: usualApp,
    app: id => {
      const app = apps.get(id)
      return app && { provider: app.format, host: (app.hosts[0] ?? '').replace(/^\*\./, 'www.').replace(/:\d+$/, '') }
    },
    appOf: host => {
      const authority = parseAuthority(host, 443)
      return authority ? catalogue.owner(authority)?.id : undefined
    },
    now,
    samples,
  }
}
