/** `app`: the AI app or API of the catalogue, or one of `apps:`. */
import { type ConditionKind, checkNames, oneOf, selecting } from '../condition.ts'
import { selector } from '../fields.ts'

const schema = selector.describe('App ids of the catalogue or of `apps:`.')

export const app: ConditionKind<typeof schema> = {
  id: 'app',
  schema,
  tunnel: false,
  check: (value, names, report) => checkNames(value, 'app', names.apps, report),
  compile: value => selecting('app', 'app', value, request => request.app, oneOf),
}
