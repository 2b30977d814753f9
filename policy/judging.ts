/** The part of a policy that answers requests, with the exemptions that people taught it beside its own. */
import type { CompiledPolicy } from './decide.ts'
import { decide, decideTunnel, exemptInText, explainRules } from './decide.ts'
import { type FindingExemption, findingExemptions } from './finding-exemption.ts'
import type { Policy } from './policy.ts'
import { compileTaught } from './taught.ts'

type Judging = Pick<Policy, 'decide' | 'decideTunnel' | 'explain' | 'exempt' | 'withTaught'>

/** `own` are the exemptions of the file. */
export function judging(
  rest: Omit<Policy, keyof Judging>,
  compiled: Omit<CompiledPolicy, 'exemptions'>,
  own: readonly FindingExemption[],
): Policy {
  const withExemptions = (list: readonly FindingExemption[]): Policy => {
    const policy: CompiledPolicy = { ...compiled, exemptions: findingExemptions(list) }
    return {
      ...rest,
      decide: request => decide(policy, request),
      decideTunnel: tunnel => decideTunnel(policy, tunnel),
      explain: request => explainRules(policy, request),
      exempt: scanned => exemptInText(list, scanned),
      withTaught: taught => withExemptions([...own, ...taught.map(compileTaught)]),
    }
  }
  return withExemptions(own)
}
