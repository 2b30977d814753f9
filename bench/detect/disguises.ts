/** Ways in which a secret reaches a prompt in another dress, by how fairly they can be asked for. */

export type Disguise = (value: string, random: () => number) => string

const insertEvery = (value: string, size: number, sign: string): string =>
  value.replace(new RegExp(`(.{${size}})(?=.)`, 'g'), `$1${sign}`)
const toHex = (value: string): string => Buffer.from(value).toString('hex')
const base64 = (value: string): string => Buffer.from(value).toString('base64')
const percent = (value: string): string =>
  [...value].map(sign => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`).join('')
const codes = (value: string, make: (code: number) => string, sign = ''): string =>
  [...value].map(character => make(character.charCodeAt(0))).join(sign)
const hexOf = (code: number, size: number): string => code.toString(16).padStart(size, '0')
const settings = (value: string): string => `# settings\nNODE_ENV=production\nLOG_LEVEL=debug\nTOKEN=${value}\nTZ=UTC\n`
const cut = (value: string): [string, string] => [value.slice(0, value.length >> 1), value.slice(value.length >> 1)]
const homoglyphs: Readonly<Record<string, string>> = {
  A: 'А',
  B: 'В',
  E: 'Е',
  K: 'К',
  a: 'а',
  c: 'с',
  e: 'е',
  o: 'о',
  p: 'р',
  x: 'х',
}

function base32(value: string): string {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = codes(value, code => code.toString(2).padStart(8, '0'))
  return (bits.match(/.{1,5}/g) ?? []).map(five => digits[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}

/** Plain wrappings: nobody meant to hide anything. */
export const must: Readonly<Record<string, Disguise>> = {
  'JSON string in a JSON string': value => JSON.stringify(JSON.stringify({ key: value })),
  'escaped newlines around': value => `"line one\\n${value}\\nline three"`,
  'Markdown emphasis': value => `the key **${value}** works`,
  'inline code': value => `run \`tool ${value}\` first`,
  'code fence': value => `\`\`\`sh\nexport K=${value}\n\`\`\``,
  'diff line': value => `@@ -1,2 +1,2 @@\n-K=old\n+K=${value}`,
  'line numbers': value => `  12 | import os\n  13 | K = "${value}"\n  14 |`,
  'HTML attribute': value => `<input value="${value}"/>`,
  'XML element': value => `<k>${value}</k>`,
  'CSV cell': value => `1,ann,${value},x`,
  'typographic quotes': value => `The key is “${value}”, right?`,
  'behind CJK': value => `密钥是${value}，谢谢`,
  'URL query': value => `https://a.example/x?k=${value}&y=2`,
  'end of sentence': value => `It is ${value}.`,
  brackets: value => `(${value})`,
  'terminal colours': value => `\x1b[32m${value}\x1b[0m`,
  'terminal colours, stripped': value => `[32m${value}[0m`,
  underscores: value => `this _${value}_ one`,
  'HTML comment': value => `<!--${value}-->`,
  'concatenation of short pieces': value => `k = '${value.slice(0, 9)}' + '${value.slice(9)}'`,
  'mail quoted twice': value => `> > ${value}`,
  'behind a no-break space': value => `key\u00a0${value}\u00a0ok`,
}

/** Encodings that tools make. */
export const should: Readonly<Record<string, Disguise>> = {
  base64: value => `payload: ${base64(`{"k":"${value}"}`)}`,
  'base64 of a line': value => base64(`export KEY=${value}\n`),
  base64url: value => Buffer.from(`key=${value}`).toString('base64url'),
  hex: value => `dump ${toHex(value)}`,
  percent: value => `q=${percent(value)}`,
  'percent of a URL': value => encodeURIComponent(`https://a.example/?k="${value}"`),
  'HTML entities': value => [...value].map(sign => `&#${sign.charCodeAt(0)};`).join(''),
  'unicode escapes': value => [...value].map(sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
  'hex escapes': value => [...value].map(sign => `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0')}`).join(''),
  'quoted-printable': value => insertEvery(`key=3D${value}`, 60, '=\n'),
  'zero-width spaces': value => insertEvery(value, 6, '\u200b'),
  'soft hyphens': value => insertEvery(value, 9, '\u00ad'),
  'line break inside': value => cut(value).join('\n'),
  'wrapped and indented': value => cut(value).join('\n    '),
  'double base64': value => base64(base64(`token ${value}`)),
  'base64 in lines': value => insertEvery(base64(settings(value)), 64, '\n'),
  'base64 in a YAML block': value => `data: |\n  ${insertEvery(base64(settings(value)), 76, '\n  ')}`,
  'base64 of UTF-8': value => base64(`Grüße, hier: ${value} – danke`),
  'base64 in a path': value => `https://a.example/x/${Buffer.from(value).toString('base64url')}`,
  'hex in pairs': value => codes(value, code => hexOf(code, 2), ' '),
  'hex with colons': value => codes(value, code => hexOf(code, 2), ':'),
  'C array': value => `{${codes(value, code => `0x${hexOf(code, 2)}`, ', ')}}`,
  octal: value => codes(value, code => `\\${code.toString(8).padStart(3, '0')}`),
  'long escapes': value => codes(value, code => `\\U${hexOf(code, 8)}`),
  'percent twice': value => encodeURIComponent(percent(value)),
  'named entities': value => value.replaceAll('_', '&lowbar;').replaceAll('-', '&hyphen;').replaceAll('.', '&period;'),
  'one escape': value => value.replace(/[_-]/, sign => `\\u${hexOf(sign.charCodeAt(0), 4)}`),
  'UTF-16 with zeros': value => [...value].map(sign => `${sign}\0`).join(''),
  'string concatenation': value => `"${cut(value)[0]}" + "${cut(value)[1]}"`,
}

/** Meant to hide. */
export const stretch: Readonly<Record<string, Disguise>> = {
  'space inside': value => cut(value).join(' '),
  'spaced in fours': value => insertEvery(value, 4, ' '),
  'full-width': value =>
    [...value]
      .map(sign => (sign > ' ' && sign < '\u007f' ? String.fromCharCode(sign.charCodeAt(0) + 0xfee0) : sign))
      .join(''),
  homoglyphs: (value, random) =>
    [...value].map(sign => (homoglyphs[sign] && random() < 0.4 ? homoglyphs[sign] : sign)).join(''),
  'spelled letter by letter': value => [...value].join(' '),
  'dashes between': value => insertEvery(value, 5, '-'),
  reversed: value => [...value].reverse().join(''),
  rot13: value =>
    value.replace(/[a-z]/gi, sign =>
      String.fromCharCode((((sign.charCodeAt(0) & 31) + 12) % 26) + (sign < 'a' ? 65 : 97)),
    ),
  'two table cells': value => `| ${cut(value).join(' | ')} |`,
  'three parts joined': value => `p1='${value.slice(0, 9)}'; p2='${value.slice(9, 20)}'; p3='${value.slice(20)}'`,
  'JSON array': value => JSON.stringify([cut(value)[0], cut(value)[1]]),
  'UTF-16 in hex': value => Buffer.from(value, 'utf16le').toString('hex'),
  'calls of chr': value => codes(value, code => `chr(${code})`, ' + '),
  'quoted letters': value => [...value].map(sign => `"${sign}"`).join(', '),
  'bracketed letters': value => [...value].map(sign => `[${sign}]`).join(''),
  'dots between': value => [...value].join('.'),
  'mathematical letters': value =>
    value.replace(/[A-Za-z]/g, sign =>
      String.fromCodePoint((sign < 'a' ? 0x1d5a0 - 65 : 0x1d5ba - 97) + sign.charCodeAt(0)),
    ),
  'struck through': value => insertEvery(value, 1, '\u0336'),
  base32: value => base32(value),
  'word breaks': value => insertEvery(value, 8, '<wbr>'),
  'emoji between': value => [...value].join('🔑'),
  'halves in a sentence': value => `The first half is ${cut(value)[0]} and the second half is ${cut(value)[1]}.`,
  'character codes': value => `[${[...value].map(sign => sign.charCodeAt(0)).join(', ')}]`,
  'brackets around the dot': value => value.replace(/[._-]/, sign => `[${sign}]`),
}
