/** Lists of people are found row by row, and lists of anything else are not. */
import { describe, expect, test } from 'vitest'
import { makeSecret } from '../secrets.ts'
import { findings } from './pages.ts'
import { policyOf } from './policies.ts'
import { otherLists, peopleLists } from './scan-people-cases.ts'

const people = ['Anna Schmidt', 'Peter Krüger', 'Julia Maier', 'Stefan Wolf', 'Karin Busch']
const mailOf = (name: string, domain = 'acme-corp.de'): string => `${name.split(' ')[0]!.toLowerCase()}@${domain}`
const domains = ['gmail.com', 'mailbox.org', 'posteo.de', 'web.de', 'gmx.net']
const rows = (row: (name: string, at: number) => string): string => `${people.map(row).join('\n')}\n`

/** Values and confidence, one for all. */
function found(text: string): [string[], string] {
  const list = findings(text, 'low').filter(one => one.detector === 'people-list')
  return [list.map(one => text.slice(one.start, one.end)), [...new Set(list.map(one => one.confidence))].join()]
}

describe('rows with two kinds, or below a head, are high', () => {
  test.each([
    ['CSV', rows(name => `${name};${mailOf(name)};Sales`)],
    ['addresses', rows(name => `${name} <${mailOf(name)}>`)],
    ['Markdown', `| Name | Phone |\n|---|---|\n${rows((name, at) => `| ${name} | +49 30 2345 67${at}0 |`)}`],
    ['HTML', rows(name => `<tr><td>${name}</td><td>${mailOf(name)}</td></tr>`)],
    ['JSON in one line', JSON.stringify(people.map(name => ({ name, email: mailOf(name) })))],
    [
      'JSON in lines',
      JSON.stringify(
        people.map(full_name => ({ full_name, unit: 'Sales' })),
        null,
        2,
      ),
    ],
    ['records of lines', rows(name => `Name: ${name}\nMail: ${mailOf(name)}\nUnit: Sales\n`)],
    ['a head', `Full name,Unit\n${rows(name => `${name},Sales`)}`],
  ])('%s', (_, text) => {
    expect(found(text)).toEqual([people, 'high'])
  })
})

describe('rows of one kind are medium', () => {
  test.each([
    ['names', rows(name => name)],
    ['numbered', rows((name, at) => `${at + 1}. ${name}`)],
    ['bullets', rows(name => `- ${name}: on leave`)],
    [
      'family name first',
      rows(name => name.split(' ').reverse().join(', ')),
      rows(name => name.split(' ').reverse().join(', '))
        .trim()
        .split('\n'),
    ],
    ['cells', rows(name => `<td>${name}</td>`)],
    ['mail addresses', rows(name => mailOf(name)), people.map(name => mailOf(name))],
    [
      'Russian',
      'Иванов Иван\nПетрова Анна\nСидоров Алексей\nКузнецова Мария\nСмирнов Олег\n',
      ['Иванов Иван', 'Петрова Анна', 'Сидоров Алексей', 'Кузнецова Мария', 'Смирнов Олег'],
    ],
    ['Chinese', '王小明\n李伟\n张丽华\n刘洋\n陈静\n', ['王小明', '李伟', '张丽华', '刘洋', '陈静']],
  ])('%s', (_, text, values = people) => {
    expect(found(text)).toEqual([values, 'medium'])
  })
})

describe('is no list of a company’s people', () => {
  test.each([
    ['four rows', people.slice(0, 4).join('\n'), ''],
    ['authors', `Contributors:\n${rows(name => `${name} <${mailOf(name)}>`)}`, 'low'],
    ['authors at many domains', rows((name, at) => `${name} <${mailOf(name, domains[at])}>`), 'low'],
    ['a change log', rows((name, at) => `2015-06-1${at}  ${name}  ${mailOf(name)}\n\n\tFix the build\n`), 'low'],
    ['a bibliography', `Bibliography\n${rows((name, at) => `${name}. A title. 200${at}`)}`, ''],
    ['books with years', rows((name, at) => `${name} (199${at}), A title`), 'low'],
    ['sports', `Player;Team;Goals\n${rows((name, at) => `${name};FC Nord;${at}`)}`, 'low'],
    ['cities', 'Paris\nLondon\nMadrid\nVienna\nPrague\nRome\n', ''],
    ['products', 'Blue Lamp\nOak Table\nSteel Shelf\nGlass Door\nRed Chair\n', ''],
    ['headings', '# Getting Started\n# Mark Down\n# Code Style\n# Open Issues\n# Release Notes\n', ''],
    ['examples', rows(name => `${mailOf(name, 'example.com')}`), ''],
    ['imports', 'import Anna\nimport Peter\nimport Julia\nimport Stefan\nimport Karin\n', ''],
    ['the same name', 'Anna Schmidt\n'.repeat(9), ''],
  ])('%s', (_, text, confidence) => {
    expect(found(text)[1]).toBe(confidence)
  })
})

test('mail addresses keep their own findings', () => {
  const ids = new Set(findings(rows(name => mailOf(name))).map(one => one.detector))
  expect([...ids].sort()).toEqual(['email-address', 'people-list'])
})

test('why says how many rows, and what they hold', () => {
  const [first] = findings(rows(name => `${name};${mailOf(name)}`)).filter(one => one.detector === 'people-list')
  expect(first?.why).toEqual(['one of 5 rows with a name and an e-mail address'])
})

test('redaction takes out the people and leaves the rest', () => {
  const policy = policyOf(
    'rules:\n  - { id: r, when: { content: { any_of: [people-list], at_least: 5 } }, action: redact }\n',
  )
  const text = `Vorname,Nachname,Gehalt\n${rows((name, at) => `${name.replace(' ', ',')},5${at}000`)}`
  const found = policy.scanner.scan([{ text }])
  expect(found.map(one => text.slice(one.start, one.end))).toEqual(people.flatMap(name => name.split(' ')))
  expect(found[0]).toMatchObject({ category: 'personal', severity: 'high' })
})

test('long texts of rows take linear time', () => {
  const started = performance.now()
  const name = makeSecret('[A-Z][a-z]{5}')
  found(`Anna ${name}\n`.repeat(20_000))
  found(`first name,`.repeat(20_000))
  found(`${mailOf('Anna X')} `.repeat(5000))
  expect(performance.now() - started).toBeLessThan(6000)
})

test('addresses in a long list of authors are low, those of customers and of one company are not', () => {
  const sure = (text: string): number =>
    findings(text, 'medium').filter(one => one.detector === 'email-address' || one.detector === 'people-list').length
  const many = (row: (name: string, at: number) => string): string => [0, 1, 2].map(() => rows(row)).join('')
  const domainOf = (at: number): string => domains[at]!
  expect(sure(many((name, at) => `${name} <${mailOf(name, domainOf(at))}>`))).toBe(0)
  expect(sure(many((name, at) => `${name}\t${mailOf(name, domainOf(at))}`))).toBeGreaterThan(20)
  expect(sure(many(name => `${name} <${mailOf(name)}>`))).toBeGreaterThan(20)
})

test('names between nicknames wrote a program', () => {
  const listed = rows(name => name)
  expect(found(`A_Rog2\n${listed}finnagin\n`)[1]).toBe('low')
  expect(found(`sales\n${listed}`)[1]).toBe('medium')
  expect(found(`Sales\n${listed}Purchase\n`)[1]).toBe('medium')
})

describe('lists of all kinds', () => {
  const isFound = (text: string): boolean => findings(`${text}\n`).some(one => one.detector === 'people-list')
  test.each(Object.entries(peopleLists))('%s: people', (_, make) => {
    expect([make(), make(), make()].filter(text => !isFound(text))).toEqual([])
  })
  test.each(Object.entries(otherLists))('%s: not', (_, make) => {
    expect([make(), make(), make()].filter(isFound)).toEqual([])
  })
})
