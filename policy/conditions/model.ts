/** `model`: globs on the model that the request asks for. A request that names none matches only `not`. */
import { type ConditionKind, checkContradiction, selecting } from '../condition.ts'
import { entriesOf, selector } from '../fields.ts'
import { anyGlob } from '../glob.ts'

const schema = selector.describe(
  'Models or globs: `gpt-5*`, `*-preview`. A request that names no model matches only `not`.',
)

export const model: ConditionKind<typeof schema> = {
  id: 'model',
  schema,
  tunnel: false,
  check: (value, _names, report) => checkContradiction(entriesOf(value), report),
  compile: value => selecting('model', 'model', value, request => request.model, anyGlob),
}
