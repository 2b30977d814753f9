/** An AWS secret without a name is found near its key id. */
import { expect, test } from 'vitest'
import { makeSecret } from '../secrets.ts'
import { findings } from './pages.ts'

const id = makeSecret('AKIA[A-Z2-7]{16}')
const secret = makeSecret('[A-Za-z0-9]{20}/[A-Za-z0-9]{17}a7')

test('near an id', () => {
  expect(findings(`${id}\n${secret}\n`).map(one => one.detector)).toEqual([
    'aws-access-key-id',
    'aws-secret-access-key',
  ])
})

test('alone, or beside a hash, it is nothing', () => {
  expect(findings(`see ${secret}`).map(one => one.detector)).toEqual([])
  expect(findings(`${id} ${makeSecret('[0-9a-f]{40}')}`).map(one => one.detector)).toEqual(['aws-access-key-id'])
})
