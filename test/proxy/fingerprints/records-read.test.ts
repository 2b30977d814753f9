import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Row, type RowsOptions, readRows } from '../../../proxy/fingerprints/records-read.ts'

let dir: string
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-records-read-'))
})
afterAll(() => rmSync(dir, { recursive: true }))

async function read(name: string, content: string | Buffer, more: Partial<RowsOptions> = {}): Promise<Row[]> {
  const file = join(dir, name)
  writeFileSync(file, content)
  const rows: Row[] = []
  const options = { file, stdin: new PassThrough(), columns: ['email', 'name+dob'], uneven: () => undefined, ...more }
  for await (const row of readRows(options)) rows.push(row)
  return rows
}

const wanted = [[['ann@acme.example'], ['Ann Lee', '2001-03-04']]]

test.each([
  ['a.csv', 'id,email,name,dob\n1,ann@acme.example,Ann Lee,2001-03-04\n'],
  ['b.csv', 'Email;Name;DOB;x\r\nann@acme.example;Ann Lee;2001-03-04;"a;b"\r\n'],
  ['c.csv', '\ufeffemail|name|dob\nann@acme.example|"Ann Lee"|2001-03-04'],
  ['d.tsv', 'email\tname\tdob\nann@acme.example\tAnn Lee\t2001-03-04\n\n'],
  ['e.jsonl', '{"email":"ann@acme.example","name":"Ann Lee","dob":"2001-03-04"}\n\n'],
  ['f.csv.gz', gzipSync('email,name,dob\nann@acme.example,Ann Lee,2001-03-04\n')],
  ['g.ndjson.gz', gzipSync('{"dob":"2001-03-04","name":"Ann Lee","email":"ann@acme.example"}')],
])('%s', async (name, content) => expect(await read(name, content)).toEqual(wanted))

test('what is said comes before what is guessed', async () => {
  expect(await read('h.csv', 'email:name:dob\nann@acme.example:Ann Lee:2001-03-04', { delimiter: ':' })).toEqual(wanted)
  const latin = Buffer.from('email,name,dob\nzo\u00eb@acme.example,Zo\u00eb,2001-03-04', 'latin1')
  expect(await read('i.csv', latin, { encoding: 'windows-1252' })).toEqual([
    [['zoë@acme.example'], ['Zoë', '2001-03-04']],
  ])
  const wide = Buffer.from('\ufeffemail,name,dob\nann@acme.example,Ann Lee,2001-03-04', 'utf16le')
  expect(await read('j.csv', wide, { encoding: 'utf-16le' })).toEqual(wanted)
  expect(await read('j2.csv', 'sep=:\r\nemail:name:dob\r\nann@acme.example:Ann Lee:2001-03-04')).toEqual(wanted)
})

test('standard input, rows that are short, and a column whose own name has a plus', async () => {
  const stdin = new PassThrough()
  stdin.end('a+b,email\nx\n')
  expect(await read('k.csv', '', { file: '-', stdin, columns: ['a+b', 'email'] })).toEqual([[['x'], ['']]])
})

test('rows that do not fit the first line are told', async () => {
  const uneven: number[] = []
  const text =
    'email,name,dob\nann@acme.example,Ann Lee,2001-03-04\nbob@acme.example,Lee, Bob,2001-03-04\nx@acme.example\n'
  expect(await read('y.csv', text, { uneven: row => void uneven.push(row) })).toHaveLength(3)
  expect(uneven).toEqual([2, 3])
})

test('numbers of JSON lines count, other values do not', async () => {
  const rows = await read('l.jsonl', '{"email":4711,"name":null,"dob":[1]}\n{"email":true}', {
    columns: ['email', 'name+dob'],
  })
  expect(rows).toEqual([
    [['4711'], ['', '']],
    [[''], ['', '']],
  ])
})

test.each<[string, string | Buffer, Partial<RowsOptions>, RegExp]>([
  [
    'm.csv',
    'mail,name,dob\n',
    {},
    /m\.csv: no column 'email'; did you mean 'mail'\?; its first line has mail, name, dob/,
  ],
  [
    'm2.csv',
    'secret@acme.example,secret,2001-03-04\n',
    {},
    /m2\.csv: no column 'email'; its first line is a row of values and must name the columns/,
  ],
  ['m3.csv', 'email,name,dob,Email\n', {}, /m3\.csv: two columns are called 'email'; rename one/],
  ['n.csv', '', {}, /n\.csv: is empty/],
  ['o.csv', 'email,name,dob\n"ann secret,x\n', {}, /o\.csv: a quote is not closed at line \d+; see --delimiter/],
  ['p.csv', 'email,name,dob\n"ann" secret,x\n', {}, /p\.csv: a quote is closed in the middle of a value at line 2/],
  ['q.csv', Buffer.from([0x65, 0xff, 0xfe, 0x2c]), {}, /q\.csv: is not UTF-8 text; give --encoding/],
  ['r.jsonl', '{"email":"x"}\nsecret\n', {}, /r\.jsonl:2: is no JSON/],
  ['s.jsonl', '[1]\n', {}, /s\.jsonl:1: each line holds one object/],
  ['t.jsonl', '{"email":"x"}\n', {}, /t\.jsonl: no row has 'name'/],
  ['u.csv', 'email\n', { encoding: 'klingon' }, /--encoding 'klingon' is not known/],
  ['v.csv', 'email\n', { delimiter: '||' }, /--delimiter is one character/],
  ['w.csv.gz', 'no gzip', {}, /w\.csv\.gz: cannot be read \(Z_DATA_ERROR\)/],
])('%s is refused, and nothing of it quoted', async (name, content, more, reason) => {
  const failure: unknown = await read(name, content, more).catch((error: unknown) => error)
  expect(failure).toMatchObject({ name: 'SettingsError', message: expect.stringMatching(reason) })
  expect(String(failure)).not.toContain('secret')
})
