/** `provider`: the format that reads the request, such as `openai` for every OpenAI-compatible host. */
import { type ConditionKind, checkNames, oneOf, selecting } from '../condition.ts'
import { selector } from '../fields.ts'

const schema = selector.describe('Provider ids: the formats Sluice reads.')

export const provider: ConditionKind<typeof schema> = {
  id: 'provider',
  schema,
  tunnel: false,
  check: (value, names, report) => checkNames(value, 'provider', names.providers, report),
  compile: value => selecting('provider', 'provider', value, request => request.provider, oneOf),
}
