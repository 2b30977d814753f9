import { expect, test } from 'vitest'
import { createIdentify, identityMethods } from '../../proxy/identify.ts'
import type { IdentityMethod, IdentityResult } from '../../proxy/identity/types.ts'
import { settingsSchema } from '../../proxy/settings.ts'

const caller = { address: '10.0.0.7' }
const unknown: IdentityMethod = { id: 'basic', identify: () => ({ kind: 'unknown' }) }
const later = (result: IdentityResult): IdentityMethod => ({ id: 'basic', identify: () => Promise.resolve(result) })
const asAnn: IdentityMethod = {
  id: 'address-map',
  identify: ({ address }) => ({
    kind: 'identified',
    identity: { user: 'ann', directoryGroups: [], address, identifiedBy: 'address-map' },
  }),
}
const rejecting: IdentityMethod = { id: 'basic', identify: () => ({ kind: 'rejected', reason: 'wrong' }) }

test('the first method that knows the caller answers, at once', () => {
  const identify = createIdentify({ methods: [unknown, asAnn, rejecting], require: false })
  expect(identify(caller)).toMatchObject({ kind: 'identified', identity: { user: 'ann' } })
})

test('wrong credentials are refused, though a later method would know the address', async () => {
  expect(createIdentify({ methods: [rejecting, asAnn], require: false })(caller)).toMatchObject({ kind: 'rejected' })
  const slowly = createIdentify({ methods: [later({ kind: 'rejected', reason: 'wrong' }), asAnn], require: false })
  expect(await slowly(caller)).toMatchObject({ kind: 'rejected' })
})

test('a method that answers later and does not know passes on to the next', async () => {
  const identify = createIdentify({ methods: [later({ kind: 'unknown' }), asAnn], require: true })
  expect(await identify(caller)).toMatchObject({ identity: { user: 'ann' } })
})

test('a caller nobody knows is anonymous with the address, or refused when a name is required', () => {
  expect(createIdentify({ methods: [unknown], require: false })(caller)).toEqual({
    kind: 'identified',
    identity: { user: 'anonymous@10.0.0.7', directoryGroups: [], address: '10.0.0.7', identifiedBy: 'anonymous' },
  })
  expect(createIdentify({ methods: [unknown], require: true })(caller)).toMatchObject({ kind: 'rejected' })
})

test('the methods of the settings: a password first, then the address', () => {
  const { identity } = settingsSchema.parse({ identity: { addresses: { '10.0.0.0/8': 'office' } } })
  const users = { find: () => undefined, verify: () => Promise.resolve(undefined) }
  const methods = identityMethods({ settings: identity, users, now: Date.now })
  expect(methods.map(method => method.id)).toEqual(['basic', 'address-map'])
  expect(createIdentify({ methods, require: true })(caller)).toMatchObject({ identity: { user: 'office' } })
})
