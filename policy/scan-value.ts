/** Tells generated values from words, placeholders and examples. */

/** Bits per character, from the frequencies inside the text itself. */
export function shannonEntropy(value: string): number {
  const counts = new Map<string, number>()
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length)
  return bits
}

/** Words that people put where a value belongs. Long ones only: a random value does not hold them by chance. */
const placeholderWords = [
  'example',
  'placeholder',
  'your-',
  'your_',
  'yourtoken',
  'yourkey',
  'yoursecret',
  'changeme',
  'change-me',
  'change_me',
  'replace-',
  'replace_',
  'replaceme',
  'insert-',
  'insert_',
  'redacted',
  'dummy',
  'notreal',
  'not-real',
  'not_real',
  'fakekey',
  'faketoken',
  'invalid',
  'xxxx',
  '****',
  '....',
  '----',
  '____',
]

/** True for one repeated character, counting runs, few distinct characters, and words like "your-" or "example". */
export function looksMadeUp(body: string): boolean {
  const lower = body.toLowerCase()
  return placeholderWords.some(word => lower.includes(word)) || repetitive(lower) || counting(lower)
}

function repetitive(body: string): boolean {
  return body.length >= 8 && !moreDistinct(body, Math.max(2, Math.min(5, body.length >> 3)))
}

/** Stops at the first character too many: nearly every text has one soon. */
function moreDistinct(body: string, most: number): boolean {
  let seen = ''
  for (const character of body) {
    if (seen.includes(character)) continue
    if (seen.length >= most) return true
    seen += character
  }
  return false
}

/** More than half of the steps go up or down by one: abcdef, 012345. */
function counting(body: string): boolean {
  let steps = 0
  for (let i = 1; i < body.length; i++) {
    const step = body.charCodeAt(i) - body.charCodeAt(i - 1)
    if (step === 1 || step === -1 || step === 0) steps++
  }
  return body.length >= 8 && steps * 2 > body.length
}

/** True where code or a template stands in place of a value: `${VAR}`, `{{x}}`, `$VAR`, `%s`, `<token>`, `process.env.X`. */
export function isReference(value: string): boolean {
  const first = value[0]
  if (first === '$' || first === '<' || first === '%' || first === '{' || first === '[' || first === '(') {
    const last = value[value.length - 1]
    if (first === '$') return value.length > 1 && !bcryptLike(value)
    if (first === '%') return value.length <= 3 || last === '%' || value[1] === '('
    if (first === '<') return last === '>'
    if (first === '{') return value.startsWith('{{') || last === '}'
    return last === ']' || last === ')'
  }
  return value.startsWith('/run/secrets/') || references.some(word => value.includes(word))
}

const references = [
  'process.env',
  'os.environ',
  'os.getenv',
  'getenv(',
  'ENV[',
  'System.getenv',
  'import.meta.env',
  '${',
  '{{',
  '#{',
  '$(',
  'secrets.',
  'env:',
  'vault:',
  'ssm:',
  'arn:aws:',
]

/** `$2b$…`, `$6$…`: a password hash, which begins with the same sign as a variable. */
const bcryptLike = (value: string): boolean =>
  value.length > 20 && value.indexOf('$', 1) > 0 && value.indexOf('$', 1) < 12
