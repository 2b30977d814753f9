/** A value goes on over the lines that look like its rest, and over no others. */
import { expect, test } from 'vitest'
import { Budget } from '../../policy/scan-budget.ts'
import { continuedFrom, endsLine } from '../../policy/scan-continued.ts'
import { makeSecret } from '../secrets.ts'
import { pageOf, scanned } from './pages.ts'

const first = makeSecret('[A-Z][a-z]{3}[0-9][A-Za-z0-9]{30}7')
const second = makeSecret('[a-z]{3}[0-9][A-Za-z0-9]{30}Q7')
const whole = (text: string): string | undefined =>
  continuedFrom(pageOf(text), text.indexOf(first), text.indexOf(first) + first.length, new Budget(10_000, 4))?.text

test.each([
  ['a line break', `key: ${first}\n${second}\nthanks`, first + second],
  ['a quotation', `> key: ${first}\n> ${second}\n> see you`, first + second],
  ['a backslash', `key=${first}\\\n  ${second}`, first + second],
  ['lines of mail', `${first}\r\n${second}\r\n`, first + second],
  ['a short rest', `${first}\n${second}\nab`, `${first}${second}ab`],
])('behind %s', (_, text, value) => expect(whole(text)).toBe(value))

test.each([
  ['a sentence', `${first}\nthanks for all the help`],
  ['an empty line', `${first}\n\n${second}`],
  ['an assignment', `${first}\nDB_HOST2="x"`],
  ['a word', `${first}\nThanks\n`],
])('not over %s', (_, text) => expect(whole(text)).toBeUndefined())

test.each([
  ['a\nb', true],
  ['a\\\nb', true],
  ['a b', false],
])('%j ends a line: %s', (text, ends) => expect(endsLine(pageOf(text), 1)).toBe(ends))

test.each([
  ['sk-proj-[A-Za-z0-9]{74}T3BlbkFJ[A-Za-z0-9]{74}', 76],
  ['SG\\.[A-Za-z0-9]{22}\\.[A-Za-z0-9]{43}', 45],
  ['[1-9][0-9]{8}:AA[A-Za-z0-9]{33}', 40],
  ['github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}', 40],
])('%s in lines of %i is found to its end', (shape, width) => {
  const token = makeSecret(shape)
  const text = `${token.replace(new RegExp(`.{${width}}`, 'g'), '$&\n')}\nIs it fine?`
  const values = scanned(text).map(([, value]) => value.replaceAll('\n', ''))
  expect(values).toContain(token)
})

test.each([
  ['access keys', ['AKIA[A-Z2-7]{16}', 'AKIA[A-Z2-7]{16}', 'ASIA[A-Z2-7]{16}', 'AKIA[A-Z2-7]{16}', 'AKIA[A-Z2-7]{16}']],
  ['tokens whose check does not hold', Array<string>(6).fill('ghp_[A-Za-z0-9]{36}')],
  ['one of each', ['sk_live_[A-Za-z0-9]{24}', 'glpat-[A-Za-z0-9]{20}', 'ghp_[A-Za-z0-9]{36}', 'hvs\\.[A-Za-z0-9]{90}']],
])('in a list every value is one of its own: %s', (_, shapes) => {
  const values = shapes.map(shape => makeSecret(shape))
  for (const sign of ['\n', '\r\n', '\n- ', '\n> '])
    expect(scanned(values.join(sign)).map(([, v]) => v)).toEqual(values)
})
