import { expect, test } from 'vitest'
import { answersSettings } from '../../../proxy/streams/settings.ts'

test('every setting has a default and a description; bounds are positive', () => {
  const defaults = answersSettings.parse({})
  expect(defaults).toMatchObject({ hold_bytes: 65_536, hold_time: 10, remember: 1800 })
  for (const name of Object.keys(defaults)) {
    expect(answersSettings.shape[name as keyof typeof defaults].description, name).toBeTruthy()
    expect(() => answersSettings.parse({ [name]: 0 })).toThrow()
  }
  expect(() => answersSettings.parse({ hold: 1 })).toThrow()
})
