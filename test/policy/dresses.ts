/** Ways to write a value so that it does not look like one, for tests that dress what they made. */

const codes = (text: string, make: (code: number) => string, sign = ''): string =>
  [...text].map(character => make(character.charCodeAt(0))).join(sign)
const hex = (code: number, size: number): string => code.toString(16).padStart(size, '0')
const every = (text: string, size: number, sign: string): string =>
  text.replace(new RegExp(`(.{${size}})(?=.)`, 'gs'), `$1${sign}`)
const base64 = (text: string): string => Buffer.from(text).toString('base64')

export const dresses: Readonly<Record<string, (text: string) => string>> = {
  plain: text => text,
  'JSON string': text => JSON.stringify({ content: text }),
  'JSON in JSON': text => JSON.stringify({ body: JSON.stringify({ content: `a\n${text}` }) }),
  'Markdown emphasis': text => `**${text}**`,
  'block quote': text => text.replace(/^/gm, '> '),
  'diff lines': text => text.replace(/^/gm, '+'),
  'line numbers': text => text.replace(/^/gm, ' 12 | '),
  'terminal colours': text => `\x1b[32m${text}\x1b[0m`,
  base64: text => base64(text),
  base64url: text => Buffer.from(text).toString('base64url'),
  'base64 twice': text => base64(base64(text)),
  'base64 in JSON in base64': text => base64(JSON.stringify({ a: base64(JSON.stringify({ b: text })) })),
  'wrapped base64': text => every(base64(`first line\nsecond line\nthird line and more\n${text}\n`), 64, '\n'),
  hex: text => Buffer.from(text).toString('hex'),
  'hex in pairs': text => codes(text, code => hex(code, 2), ' '),
  percent: text => encodeURIComponent(Buffer.from(text).toString()),
  'all percent': text => codes(text, code => `%${hex(code, 2)}`),
  entities: text => codes(text, code => `&#${code};`),
  'JavaScript escapes': text => codes(text, code => `\\u${hex(code, 4)}`),
  octal: text => codes(text, code => `\\${code.toString(8).padStart(3, '0')}`),
  'character codes': text => `[${codes(text, String, ', ')}]`,
  'UTF-16 with zeros': text => [...text].map(character => `${character}\0`).join(''),
  'zero-width spaces': text => every(text, 5, '\u200b'),
  'full width': text => codes(text, code => String.fromCharCode(code > 32 && code < 127 ? code + 0xfee0 : code)),
  'one by one': text => every(text, 1, ' '),
  'in fours': text => every(text, 4, '-'),
}
