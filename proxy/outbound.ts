/** The two ways out, made from settings: to hosts that people ask for, past the address guard; and to addresses of the operator's own. */
import { createAddressGuard } from './address-guard.ts'
import { type Connector, createConnector, loadTrust, parseConnectTo } from './connect.ts'
import { parseParentProxy } from './parent-proxy.ts'
import type { Settings } from './settings.ts'
import { createUpstream, type Upstream } from './upstream.ts'

export interface Outbound {
  readonly upstream: Upstream
  /** For webhooks: private addresses may be reached, since the policy's author wrote them; trust and parent proxy are the same. */
  readonly operators: Connector
}

/** `extraCaFiles` are trusted beside those of the settings. Throws SettingsError on a setting that cannot be used. */
export function openOutbound(settings: Settings['upstream'], extraCaFiles: readonly string[]): Outbound {
  const parent = parseParentProxy(settings.parent_proxy)
  const guard = createAddressGuard(settings.allow_networks)
  const same = {
    connectTo: parseConnectTo(settings.connect_to),
    ...(parent ? { parent } : {}),
    trust: loadTrust([...settings.extra_ca_files, ...extraCaFiles]),
    timeoutMs: settings.connect_timeout * 1000,
  }
  return {
    upstream: createUpstream({
      connector: createConnector({ ...same, guard }),
      keepAliveMs: settings.keep_alive * 1000,
      responseTimeoutMs: settings.response_timeout * 1000,
      idleTimeoutMs: settings.idle_timeout * 1000,
    }),
    operators: createConnector({ ...same, guard: { refuse: () => null } }),
  }
}
