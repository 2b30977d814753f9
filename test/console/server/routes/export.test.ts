import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, signIn } from '../../client.ts'
import { makeSample, type Sample } from '../../sample/server.ts'

let sample: Sample
let client: Client
beforeAll(async () => {
  sample = await makeSample({ exchanges: 1200 })
  client = await signIn(sample)
})
afterAll(() => sample.close())

test('every event is in the file, over as many pages as it takes', async () => {
  const answer = await client.call('GET', '/api/events.csv')
  expect(answer.headers['content-type']).toContain('text/csv')
  expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="sluice-events-\d{4}-\d\d-\d\d\.csv"$/)
  const lines = answer.body.trimEnd().split('\r\n')
  expect(lines).toHaveLength(1201)
  const ids = new Set(lines.slice(1).map(line => line.split(',')[0]))
  expect(ids).toEqual(new Set(sample.records.map(record => record.id)))
})

test('the filter of the list holds for the file', async () => {
  const answer = await client.call('GET', '/api/events.csv?action=block')
  const blocked = sample.records.filter(record => record.enforced === 'block')
  expect(answer.body.trimEnd().split('\r\n')).toHaveLength(blocked.length + 1)
})
