import { expect, test } from 'vitest'
import { conditionKinds } from '../../../policy/conditions/index.ts'
import { policySchema } from '../../../policy/schema.ts'
import { errorsOf, rule } from '../policies.ts'

test('every kind stands under its own id and is described', () => {
  for (const [id, kind] of Object.entries(conditionKinds)) {
    expect(kind.id).toBe(id)
    expect(kind.schema.description).toBeTruthy()
  }
})

test('every kind is a key of when', () => {
  const keys = Object.keys(policySchema.shape.rules.unwrap().element.shape.when.shape)
  expect(keys.toSorted()).toEqual(Object.keys(conditionKinds).toSorted())
  expect(errorsOf(rule('{ hots: x }'))[0]).toContain("did you mean 'host'?")
})
