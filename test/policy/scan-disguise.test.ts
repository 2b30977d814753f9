/** A secret in another dress is found, and what is cut is all of the dress. */
import { expect, test } from 'vitest'
import { makeSecret } from '../secrets.ts'
import { findings } from './pages.ts'

const key = (): string => makeSecret('ghp_[A-Za-z0-9]{36}')
const base64 = (text: string): string => Buffer.from(text).toString('base64')
const codes = (text: string, make: (code: number) => string): string =>
  [...text].map(sign => make(sign.charCodeAt(0))).join('')

const dresses: readonly (readonly [string, (value: string) => string])[] = [
  ['base64', value => base64(value)],
  ['base64 twice', value => base64(base64(value))],
  ['hex', value => Buffer.from(value).toString('hex')],
  ['UTF-16 in base64', value => Buffer.from(value, 'utf16le').toString('base64')],
  ['percent', value => codes(value, code => `%${code.toString(16)}`)],
  ['unicode escapes', value => codes(value, code => `\\u${code.toString(16).padStart(4, '0')}`)],
  ['HTML entities', value => codes(value, code => `&#${code};`)],
  ['full-width', value => codes(value, code => String.fromCharCode(code + 0xfee0))],
  ['zero-width spaces', value => value.replace(/(.{5})(?=.)/g, '$1\u200b')],
  ['two lines', value => `${value.slice(0, 22)}\n    ${value.slice(22)}`],
  ['concatenation', value => `"${value.slice(0, 20)}" + "${value.slice(20)}"`],
  ['table cells', value => `${value.slice(0, 20)} | ${value.slice(20)}`],
]

test.each(dresses)('%s', (_, dress) => {
  for (let i = 0; i < 10; i++) {
    const value = key()
    const dressed = dress(value)
    const text = `see ${dressed} here`
    const found = findings(text).filter(one => one.category === 'secrets')
    expect(found.length).toBeGreaterThan(0)
    // The quotes around a concatenation may stay.
    const slack = dressed.startsWith('"') ? 1 : 0
    expect(Math.min(...found.map(one => one.start))).toBeLessThanOrEqual(4 + slack)
    expect(Math.max(...found.map(one => one.end))).toBeGreaterThanOrEqual(4 + dressed.length - slack)
  }
})

test('nesting deeper than three is left alone', () => {
  const value = key()
  expect(findings(base64(base64(base64(value)))).length).toBeGreaterThan(0)
  expect(findings(base64(base64(base64(base64(base64(value)))))).length).toBe(0)
})

test('a list of values of one length is not one value in groups', () => {
  const keys = Array.from({ length: 40 }, () => makeSecret('AKIA[A-Z2-7]{16}'))
  for (const sign of ['\n', ' ', ' | ']) expect(findings(keys.join(sign))).toHaveLength(40)
})
