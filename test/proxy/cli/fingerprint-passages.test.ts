/** From a folder to a file of fingerprints to a policy that blocks what was pasted from it. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { passageCommands } from '../../../proxy/cli/fingerprint-passages.ts'
import { policyCommands } from '../../../proxy/cli/policy.ts'
import { scanCommands } from '../../../proxy/cli/scan.ts'
import { prose } from '../../policy/fingerprints/prose.ts'
import { folderOf, pdfFile, wordFile } from '../fingerprints/make-documents.ts'
import { installation } from './run-command.ts'

const msa = prose(500, 1)
const nda = prose(200, 2)
const rows = (words: string[]): string[] =>
  Array.from({ length: words.length / 10 }, (_, i) => words.slice(i * 10, i * 10 + 10).join(' '))
const setUp = () => installation([...passageCommands, ...policyCommands, ...scanCommands])

test('the summary: what was read, what was not, and the lines for the policy', async () => {
  const folder = folderOf({
    'acme/msa.docx': wordFile(rows(msa)),
    'acme/nda.pdf': pdfFile(rows(nda)),
    'acme/x.doc': 'x',
  })
  const { sluice } = setUp()
  const { code, out } = await sluice(`fingerprint documents ${folder}/acme --out ${folder}/acme.slfp`)
  expect(code).toBe(0)
  expect(out.replaceAll(folder, '').split('\n')).toEqual([
    expect.stringMatching(/^\/acme\.slfp: 2 documents, 700 words, \d+ fingerprints, \d+ KB$/),
    'Left out:',
    '  acme/x.doc .doc is not read: save it as .docx',
    '',
    'In the policy (the path is relative to its file):',
    'detectors:',
    '  acme: { fingerprints: /acme.slfp }',
    'rules:',
    '  - id: no-acme',
    '    when: { content: { any_of: [acme], confidence: medium } }',
    '    action: block',
    '',
  ])
  const json = await sluice(`fingerprint documents ${folder}/acme --out ${folder}/b.slfp --name contracts --json`)
  expect(JSON.parse(json.out)).toMatchObject({ kind: 'documents', name: 'contracts', texts: 2, words: 700 })
})

test('many files that were left out are told by their reasons', async () => {
  const pictures = Object.fromEntries(Array.from({ length: 25 }, (_, i) => [`p${i}.png`, 'x']))
  const source = rows(msa).join('\n')
  const copies = { 'b.ts': source, 'c.ts': source }
  const folder = folderOf({ ...pictures, ...copies, 'a.min.js': 'x', 'a.ts': source })
  const { sluice } = setUp()
  const { out } = await sluice(`fingerprint code ${folder} --name code --out ${folder}/code.slfp`)
  expect(out).toContain(
    'Left out, 28 files (--json names them):\n  25 files: is no source code\n  2 files: is a copy of another\n  1 file: is built',
  )
})

test('a pasted and lightly edited passage is blocked and its source named; other text is not', async () => {
  const folder = folderOf({ 'contracts/msa.docx': wordFile(rows(msa)), 'contracts/nda.pdf': pdfFile(rows(nda)) })
  const { sluice } = setUp()
  const { out } = await sluice(`fingerprint documents ${folder}/contracts --out ${folder}/contracts.slfp`)
  const policy = join(folder, 'policies.yaml')
  writeFileSync(policy, `version: 1\n${out.slice(out.indexOf('detectors:')).replaceAll(`${folder}/`, '')}`)
  expect(await sluice(`policy check ${policy}`)).toMatchObject({ code: 0 })

  const edited = msa.slice(100, 160)
  for (let at = 4; at < 60; at += 10) edited[at] = 'other'
  const texts = {
    edited: `Please shorten:\n- ${edited.slice(0, 30).join(' ')}\n- **${edited.slice(30).join(' ').toUpperCase()}**`,
    inJson: JSON.stringify({ input: [{ content: rows(nda.slice(40, 80)).join('\n') }] }),
    other: prose(400, 9).join(' '),
    short: msa.slice(0, 12).join(' '),
  }
  const ask = Object.entries(texts).map(([id, text]) => JSON.stringify({ id, user: 'ann', app: 'openai-api', text }))
  const { out: answers } = await sluice(`policy explain --policies ${policy} --jsonl`, `${ask.join('\n')}\n`)
  const actions = answers
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  expect(actions.map(({ id, action }) => `${id} ${action}`)).toEqual([
    'edited block',
    'inJson block',
    'other allow',
    'short allow',
  ])
  const file = join(folder, 'pasted.txt')
  writeFileSync(file, texts.edited)
  expect((await sluice(`scan ${file} --policies ${policy}`)).out).toContain(
    '60 words of contracts/msa.docx, 12 % of it',
  )
})

test('code of a repository, without its comments and indented anew', async () => {
  const source = prose(60, 3).map(
    (name, i) => `// ${name}\nexport function ${name}(value) {\n  return value.${name}${i}()\n}\n`,
  )
  const folder = folderOf({ 'repo/src/pay.ts': source.join('\n') })
  const { sluice } = setUp()
  await sluice(`fingerprint code ${folder}/repo --name house-code --out ${folder}/code.slfp`)
  const policy = join(folder, 'policies.yaml')
  writeFileSync(policy, 'version: 1\ndetectors: { house-code: { fingerprints: code.slfp } }\nrules: []\n')
  const file = join(folder, 'pasted.ts')
  writeFileSync(
    file,
    source
      .slice(20, 35)
      .join('\n')
      .replaceAll(/\/\/.*\n/g, '')
      .replaceAll('\n', '\n    '),
  )
  const { out } = await sluice(`scan ${file} --policies ${policy} --json`)
  expect(JSON.parse(out).findings).toMatchObject([{ detector: 'house-code' }])
})

test('the key is made once, or given; public texts are left out', async () => {
  const folder = folderOf({ 'a.txt': msa.join(' '), 'public/licence.txt': msa.slice(0, 495).join(' ') })
  const { sluice, dataDir } = setUp()
  await sluice(`fingerprint documents ${folder}/a.txt --out ${folder}/a.slfp`)
  const key = join(dataDir, 'fingerprint.key')
  const again = await sluice(`fingerprint documents ${folder}/a.txt --out ${folder}/b.slfp --key ${key}`)
  expect(again.code).toBe(0)
  const none = await sluice(`fingerprint documents ${folder}/a.txt --out ${folder}/b.slfp --key ${folder}/no.key`)
  expect([none.code, none.err]).toEqual([2, expect.stringContaining('no.key: does not exist')])
  const { out } = await sluice(
    `fingerprint documents ${folder}/a.txt --except ${folder}/public --out ${folder}/c.slfp --json`,
  )
  expect(JSON.parse(out).shingles).toBeLessThan(5)
})

test('a folder of far fewer documents than before is warned of', async () => {
  const folder = folderOf(
    Object.fromEntries(Array.from({ length: 5 }, (_, i) => [`d/${i}.txt`, prose(50, i).join(' ')])),
  )
  const { sluice } = setUp()
  const all = `--out ${folder}/d.slfp --name d`
  expect((await sluice(`fingerprint documents ${folder}/d ${all}`)).err).toBe('')
  expect((await sluice(`fingerprint documents ${folder}/d/0.txt ${folder}/d/1.txt ${folder}/d/2.txt ${all}`)).err).toBe(
    '',
  )
  const fewer = await sluice(`fingerprint documents ${folder}/d/0.txt ${all}`)
  expect([fewer.code, fewer.err.replace(folder, '')]).toEqual([
    0,
    'warning: /d.slfp was made of 3 documents before, now of 1: is the folder whole?\n',
  ])
})

test.each([
  ['fingerprint documents', /name the files or folders of documents/],
  ['fingerprint code /no/such', /\/no\/such: no such file or folder/],
  ['fingerprint documents a --name My_Name', /--name is small letters/],
  ['fingerprint documents a --no', /Unknown option '--no'[\s\S]*usage: sluice fingerprint documents PATH/],
])('%s ends with one clear line and code 2', async (line, message) => {
  const { code, err } = await setUp().sluice(line)
  expect([code, err]).toEqual([2, expect.stringMatching(message)])
})
