import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../../policy/detectors/make-value.ts'
import { cpuMs } from '../../cpu-time.ts'
import { recordsSearch } from './records.ts'

const people = [
  ['jane.doe@acme.example', 'DE89 3704 0044 0532 0130 00', 'Jane Doe', '2001-03-04'],
  ['m.mueller@post.example', 'GB82WEST12345698765432', 'Müller, Zoë', '17.12.1969'],
  ['li@corp.example', 'FR1420041010050500013M02606', '王小明', '1988/5/6'],
]
const columns = ['email', 'iban', 'name+dob']
const search = recordsSearch(columns, people)

test('two columns of one row are found, each value for itself, with their names', () => {
  const { values, hits } = search('Write to jane.doe@acme.example about DE89370400440532013000, please.')
  expect(values).toEqual(['jane.doe@acme.example', 'DE89370400440532013000'])
  expect(hits[0]).toMatchObject({ confidence: 'high', why: ['email and iban of one row of customers.csv'] })
})

test('columns of different rows, and one column alone, are not', () => {
  expect(search('jane.doe@acme.example, GB82 WEST 1234 5698 7654 32').values).toEqual([])
  expect(search('jane.doe@acme.example').values).toEqual([])
})

test('columns further apart than `within` are not', () => {
  const apart = (characters: number) => `jane.doe@acme.example${' '.repeat(characters - 43)}DE89370400440532013000`
  expect(search(apart(300)).values).toHaveLength(2)
  expect(search(apart(302)).values).toEqual([])
})

describe('a value is found however it is written', () => {
  const email = 'jane.doe@acme.example'
  test.each([
    ['DE89 3704 0044 0532 0130 00'],
    ['de89-3704-0044-0532-0130-00'],
    ['ＤＥ８９３７０４００４４０５３２０１３０００'],
    ['Doe, Jane (born 2001-03-04)'],
    ['Jane Doe | 4.3.2001'],
    ['JANE DOE, 03/04/2001'],
    ['Jané Doe, 4 March 2001'],
    ['Jane Doe; 4. März 2001'],
    ['March 4th, 2001: Jane Doe'],
    ['Jane Doe 20010304'],
    ['Jane Doe 04.03.01'],
  ])('%s', written => {
    expect(search(`${email} ${written}`).values.length).toBeGreaterThanOrEqual(2)
  })

  test.each([
    ['Mueller, Zoe', '1969-12-17'],
    ['Zoë Müller', '17. Dezember 1969'],
    ['zoe muller', '12/17/69'],
    ['Mu\u0308ller, Zoe\u0308', '17/12/1969'],
  ])('%s, %s', (name, born) => {
    const { values } = recordsSearch(columns, people, { together: 1 })(`${name} was born on ${born}.`)
    expect(values).toEqual([name, born])
  })

  test('in a text without spaces', () => {
    const { values } = recordsSearch(columns, people, { together: 1 })('客户王小明的生日是1988-05-06，谢谢')
    expect(values).toEqual(['王小明', '1988-05-06'])
  })
})

test('cells of one column from different rows do not make it up', () => {
  const alone = recordsSearch(columns, people, { together: 1 })
  expect(alone('Jane Doe, 17.12.1969').values).toEqual([])
})

test.each([
  ['x.jane.doe@acme.example'],
  ['jane.doe@acme.example.org'],
  ['jane.doe@acme.examples'],
  ['ajane.doe@acme.example'],
])('%s is another address', address => {
  const alone = recordsSearch(
    ['email'],
    people.map(([email]) => [email!]),
  )
  expect(alone(`mail ${address} now`).values).toEqual([])
})

test('an address at the end of a sentence is whole', () => {
  const alone = recordsSearch(
    ['email'],
    people.map(([email]) => [email!]),
  )
  expect(alone('Mail jane.doe@acme.example.').values).toEqual(['jane.doe@acme.example'])
  expect(alone('to:jane.doe@acme.example.Then').values).toEqual(['jane.doe@acme.example'])
})

test('one column alone: high when it is telling by itself, else medium, or what the policy says', () => {
  const one = (columns: string[], row: string[], rated?: 'low') =>
    recordsSearch(columns, [row], rated && { rated })(`x ${row[0]} y`).hits.map(hit => hit.confidence)
  expect(one(['email'], ['ann@acme.example'])).toEqual(['high'])
  expect(one(['number'], ['4711-2233'])).toEqual(['medium'])
  expect(one(['email'], ['ann@acme.example'], 'low')).toEqual(['low'])
})

test('numbers that stand in a list are no groups of one', () => {
  const phone = recordsSearch(['phone'], [['+49 30 1234567']])
  expect(phone('+49 (30) 123 45 67').values).toEqual(['49 (30) 123 45 67'])
  expect(phone('0049 30-1234567').values).toEqual(['0049 30-1234567'])
  expect(phone('+49 (0)30 / 123 45 67').values).toEqual(['49 (0)30 / 123 45 67'])
  expect(phone('Tel. 030/1234567.').values).toEqual(['030/1234567'])
  expect(phone('49, 30, 123, 45, 67').values).toEqual([])
  expect(phone('49\n30\n1234567').values).toEqual([])
})

test.each([
  ['{"text":"jane.doe\\u0040acme.example\\nDE89370400440532013000"}', 2],
  ['email=jane.doe%40acme.example&iban=DE89%203704%200044%200532%200130%2000', 2],
  ['<p>Jane&nbsp;Doe: mail jane.doe&#64;acme.example</p><p>2001-03-04</p>', 3],
  ['{"name":"M\\u00fcller, Zo\\u00eb","mail":"m.mueller@post.example","born":"17.12.1969"}', 3],
  ['ACME\\jane.doe@acme.example\\tDE89370400440532013000', 2],
])('%s: escapes between and inside values', (text, count) => expect(search(text).values).toHaveLength(count))

test('a name does not reach into an address', () => {
  expect(search('Jane Doe (jane.doe@acme.example), born 4 March 2001').values).toEqual([
    'Jane Doe',
    'jane.doe@acme.example',
    '4 March 2001',
  ])
})

test('columns that the policy does not ask for do not count', () => {
  const text = 'jane.doe@acme.example DE89370400440532013000'
  expect(recordsSearch(columns, people, { columns: ['email', 'name+dob'] })(text).values).toEqual([])
  expect(recordsSearch(columns, people, { columns: ['iban'], together: 1 })(text).values).toEqual([
    'DE89370400440532013000',
  ])
})

test('three cells can make a column', () => {
  const three = recordsSearch(
    ['first+last+dob'],
    [
      ['Jane', 'Doe', '2001-03-04'],
      ['Jane', 'Roe', '2001-03-05'],
    ],
  )
  expect(three('first: Jane, last: Doe, born 4.3.2001').values).toEqual(['Jane', 'Doe', '4.3.2001'])
  expect(three('first: Jane, last: Roe, born 4.3.2001').values).toEqual([])
})

test('nothing is found where findings were cut out, and places are inside the text', () => {
  const random = seededRandom(11)
  const below = (most: number): number => Math.floor(random() * most)
  const gaps = [' ', ', ', '\n', '\\n', '%20', '(0)', '\u0308', '"', ' lorem '.repeat(20), '\ud800', '&nbsp;', '. ']
  for (let round = 0; round < 500; round++) {
    let text = ''
    for (let i = 0; i < 30; i++) {
      const value = people[below(people.length)]![below(4)]!
      const piece = random() < 0.2 ? value.slice(below(value.length)) : random() < 0.2 ? value.toUpperCase() : value
      text += piece + gaps[below(gaps.length)]!
    }
    let left = text
    for (const { start, end } of search(text).hits.toReversed()) {
      expect(start >= 0 && start < end && end <= text.length).toBe(true)
      left = left.slice(0, start) + '#'.repeat(end - start) + left.slice(end)
    }
    expect(search(left).values).toEqual([])
  }
})

describe('no text makes a search slow', () => {
  const bulk = recordsSearch(
    columns,
    Array.from({ length: 2_000 }, (_, i) => [
      `user${i}@acme.example`,
      `DE${89_370_400 + i}0440532013000`,
      `Ann Lee${i}`,
      '2001-03-04',
    ]),
  )
  /** Least CPU milliseconds of several searches for each unit: other work on the machine does not count. */
  const perUnit = (text: string): number => cpuMs(() => bulk(text), 4) / text.length
  const fair = perUnit('Please look at the quarterly numbers for 2024 and tell me what changed. '.repeat(4_000))
  test.each([
    ['one letter words', 'a '],
    ['digits', '1 '],
    ['dates', '1.1.2001 '],
    ['years', '2001 '],
    ['months', 'march 4 2001 march '],
    ['a name that all rows share', 'Ann '],
    ['a known address', 'user7@acme.example '],
    ['beginnings of addresses', 'user '],
    ['a known row', 'user7@acme.example Ann Lee7 2001-03-04 '],
    ['a name and many dates', 'Ann Lee7 2001-03-04 2001-03-04 2001-03-04 '],
    ['one long word', 'x'],
    ['ideographs', '王'],
    ['marks', '\u0308'],
    ['separators', '.'],
  ])('%s', (_what, piece) => {
    const small = perUnit(piece.repeat(Math.ceil(30_000 / piece.length)))
    const large = perUnit(piece.repeat(Math.ceil(300_000 / piece.length)))
    expect(large).toBeLessThan(4 * small + fair)
    // Microseconds for each unit: a known value at every word is the most that can be asked.
    expect(large * 1000).toBeLessThan(10)
  })
})
