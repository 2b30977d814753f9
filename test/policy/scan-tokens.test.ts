/** Tokens end where their alphabet ends, whatever stands behind, and begin at a word. */
import { expect, test } from 'vitest'
import { cpuMs } from '../cpu-time.ts'
import { makeSecret } from '../secrets.ts'
import { scanned } from './pages.ts'

const token = (): string => makeSecret('ghp_[A-Za-z0-9]{36}')

test.each([
  '{}',
  '{}.',
  '({})',
  '«{}»',
  '"{}",',
  '密钥{}，谢谢',
  '{}とか',
  '`{}`',
  '**{}**',
  '=={}==',
  'k={}&x=1',
  'a/{}/b',
  '-{}',
  '+{}',
  '\\n{}\\n',
  '<b>{}</b>',
  '{}!',
])('in %s', around => {
  const value = token()
  expect(scanned(around.replace('{}', value))).toEqual([['github-token', value]])
})

test('a longer value is covered to its last character', () => {
  const value = makeSecret('glsa_[A-Za-z0-9]{32}_[0-9a-f]{20}')
  expect(scanned(value)).toEqual([['grafana-service-account-token', value]])
})

test.each([
  'task-notification-service-worker-one',
  'xghp_abcdefghijklmnopqrstuvwxyz0123456789',
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAUA/SKa0b1c2d3e4f5',
])('not in %s', text => {
  expect(scanned(text)).toEqual([])
})

test('short keywords without a value, many in one run, are part of something else; the next run begins anew', () => {
  const key = `1/${'1'.repeat(16)}:${makeSecret('[0-9a-f]{32}')}`
  const row = '1/1x/'.repeat(400)
  expect(scanned(`${row} ${key}`)).toContainEqual(['asana-token', key])
  scanned('1/'.repeat(30_000))
  expect(cpuMs(() => scanned('1/'.repeat(130_000)))).toBeLessThan(400)
})
