/** Ways in which a secret reaches a prompt in another dress, by how fairly they can be asked for. */

export type Disguise = (value: string, random: () => number) => string

const insertEvery = (value: string, size: number, sign: string): string =>
  value.replace(new RegExp(`(.{${size}})(?=.)`, 'g'), `$1${sign}`)
const toHex = (value: string): string => Buffer.from(value).toString('hex')
const base64 = (value: string): string => Buffer.from(value).toString('base64')
const percent = (value: string): string =>
  [...value].map(sign => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`).join('')
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
  'character codes': value => `[${[...value].map(sign => sign.charCodeAt(0)).join(', ')}]`,
  'brackets around the dot': value => value.replace(/[._-]/, sign => `[${sign}]`),
}
