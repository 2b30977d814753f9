/** What people and tools do to a passage between the document and the prompt. */
import { pick } from './texts.ts'

/** `words` of the passage; `others` are words to put in. */
export type Edit = (words: readonly string[], random: () => number, others: readonly string[]) => string

const rows = (words: readonly string[], length: number): string[] =>
  Array.from({ length: Math.ceil(words.length / length) }, (_, i) =>
    words.slice(i * length, i * length + length).join(' '),
  )
const plain = (words: readonly string[]): string => words.join(' ')
/** Of so many words in a row, one is changed, dropped, or followed by another. */
const oneIn =
  (row: number): Edit =>
  (words, random, others) => {
    const edited = words.map(word => [word])
    for (let first = 0; first + row <= words.length; first += row) {
      const at = first + Math.floor(random() * row)
      edited[at] = pick([[pick(others, random)], [], [words[at]!, pick(others, random)]], random)
    }
    return plain(edited.flat())
  }
const changed =
  (count: number): Edit =>
  (words, random, others) => {
    const edited = [...words]
    for (let i = 0; i < count; i++) edited[Math.floor(random() * words.length)] = pick(others, random)
    return plain(edited)
  }
const entity = (text: string): string => text.replaceAll(/[^A-Za-z0-9\s]/g, sign => `&#${sign.charCodeAt(0)};`)

export const edits: Readonly<Record<string, Edit>> = {
  verbatim: plain,
  'wrapped anew': words => rows(words, 6).join('\n'),
  bulleted: words =>
    rows(words, 7)
      .map(row => `- ${row}`)
      .join('\n'),
  'numbered, bold': words =>
    rows(words, 7)
      .map((row, i) => `${i + 1}. **${row}**`)
      .join('\n'),
  'quoted mail': words =>
    rows(words, 9)
      .map(row => `> ${row}`)
      .join('\n'),
  'cells of a table': words => `| ${rows(words, 4).join(' | ')} |`,
  'other quotes and dashes': words =>
    plain(words).replaceAll(/["“”]/g, '«').replaceAll("'", '’').replaceAll(' - ', ' — '),
  'no punctuation': words => plain(words).replaceAll(/[^\p{L}\p{N}\s'-]/gu, ''),
  capitals: words => plain(words).toUpperCase(),
  'hyphens at line ends': words =>
    words.map(word => (/^[a-z]{8,}$/.test(word) ? `${word.slice(0, 4)}-\n${word.slice(4)}` : word)).join(' '),
  'HTML with entities': words =>
    `<p>${words.map((word, i) => (i % 5 === 0 ? `<b>${entity(word)}</b>` : entity(word))).join(' ')}</p>`,
  'JSON in JSON': words => JSON.stringify({ body: JSON.stringify({ text: rows(words, 8).join('\n') }) }),
  'percent escapes': words => encodeURIComponent(plain(words)),
  base64: words => Buffer.from(plain(words)).toString('base64'),
  'two words changed': changed(2),
  'four words changed': changed(4),
  'one word in ten': oneIn(10),
  'one word in eight': oneIn(8),
  'one word in six': oneIn(6),
}

/** Of code: `lines` is the passage. */
export const codeEdits: Readonly<Record<string, (lines: readonly string[], random: () => number) => string>> = {
  verbatim: lines => lines.join('\n'),
  reindented: lines => lines.map(line => `      ${line.trimStart()}`).join('\n'),
  'line numbers': lines => lines.map((line, i) => `${i + 101}: ${line}`).join('\n'),
  'a diff': lines => lines.map(line => `+ ${line}`).join('\n'),
  'without comments': lines => lines.map(line => line.replace(/(^|\s)(\/\/|#\s).*$/, '')).join('\n'),
  'in JSON': lines => JSON.stringify({ content: lines.join('\n') }),
  'one name changed': lines => renamed(lines),
  'one line in six dropped': (lines, random) => lines.filter(() => random() > 1 / 6).join('\n'),
}

/** The most frequent name of five letters or more is another one. */
function renamed(lines: readonly string[]): string {
  const text = lines.join('\n')
  const counts = new Map<string, number>()
  for (const name of text.match(/[A-Za-z_]{5,}/g) ?? []) counts.set(name, (counts.get(name) ?? 0) + 1)
  const [most] = [...counts].sort((a, b) => b[1] - a[1])
  return most ? text.replaceAll(most[0], 'renamedThing') : text
}
