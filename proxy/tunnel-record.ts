/** Records what a rule, or the guard against evasion, said of a tunnel that is not opened. */
import type { Decision } from '../policy/decision.ts'
import type { Authority } from './authority.ts'
import type { Gate } from './gate.ts'
import type { Identity } from './identity/types.ts'

/** `decision` null: the tunnel was cut because its TLS server name (`serverName`) is an AI host. `id` is the event that the client is told. Never rejects: nothing more leaves anyway. */
export async function recordTunnelRefusal(
  gate: Gate,
  identity: Identity,
  target: Authority,
  decision: Decision | null,
  serverName?: string,
  id = gate.newEventId(),
): Promise<void> {
  const policy = gate.policy()
  const code = decision === null ? 'misdirected' : 'policy_blocked'
  const message =
    decision === null
      ? `the tunnel to ${target.host} asked for ${serverName ?? 'an AI host'} inside`
      : (decision.message ?? 'blocked by policy')
  try {
    await gate.audit.decide({
      id,
      at: gate.now().getTime(),
      user: identity.user,
      identifiedBy: identity.identifiedBy,
      groups: identity.directoryGroups,
      clientAddress: identity.address,
      app: 'not-ai',
      provider: 'none',
      host: serverName ?? target.host,
      method: 'CONNECT',
      path: '',
      kind: 'other',
      stream: false,
      coverage: { verdict: 'none', reason: 'a tunnel that is not opened' },
      findings: [],
      action: decision?.action ?? 'block',
      enforced: decision?.enforced ?? 'block',
      mode: policy.mode,
      rules: decision?.rules ?? [],
      severity: decision?.severity ?? 'high',
      policyVersion: policy.version,
      ...(decision === null || decision.enforced === 'block'
        ? { refusal: { code, status: decision === null ? 0 : 403, message } }
        : {}),
      requestBytes: 0,
    })
  } catch (error) {
    gate.log.error('a tunnel refusal could not be recorded', { host: target.host, error })
  }
}
