/** Runs a scanner over made-up text, so that its code is compiled and its patterns are built before the first request comes. */
import type { Detector } from './detectors/detector.ts'
import { detectors } from './detectors/index.ts'
import { makeValue, pick, type Random, seededRandom } from './detectors/make-value.ts'
import type { Scanner } from './finding.ts'

const pieceLength = 8_192
const pieces = 4
const rounds = 1

/** Scans one value of every detector, then prose, code, settings and tables a few times; findings are dropped. */
export function warmScanner(scanner: Scanner): void {
  const random = seededRandom(1)
  // In small texts: a pattern is built when its value is first met.
  for (let i = 0; i < detectors.length; i += detectorsPerText)
    scanner.scan([
      {
        text: detectors
          .slice(i, i + detectorsPerText)
          .map(one => exampleLine(one, random))
          .join(''),
      },
    ])
  const texts = Array.from({ length: pieces }, () => ordinaryText(random))
  for (let round = 0; round < rounds; round++) for (const text of texts) scanner.scan([{ text }])
}

const detectorsPerText = 8

function exampleLine(one: Detector, random: Random): string {
  const example = one.examples.match[0]
  const made = typeof example === 'string' ? makeValue(example, random) : example(random)
  return `The value is ${made.replace('«', '').replace('»', '')}\n`
}

function ordinaryText(random: Random): string {
  let text = ''
  while (text.length < pieceLength) text += pick(lines, random)
  return text
}

const lines = [
  'Please review the following function and explain why it returns null when the list of 12 items is empty.\n',
  'The quarterly numbers look better than in 2024, and everybody agreed that the plan should be kept simple. ',
  "import { readFile } from 'node:fs/promises'\n",
  'export async function loadUsers(path: string, limit = 100): Promise<User[]> {\n',
  '  const response = await fetch(`https://api.internal/v1/users?limit=$limit&page=2`, { headers })\n',
  '  if (tokens.length > maxTokens || !user.passwordHash) throw new TypeError("secretKey is missing")\n',
  '  this.cache.set(request.headers.authorization, await this.store.getToken(tokenId, scopes))\n',
  '  return items.map(item => ({ id: item.id, key: item.key, total: item.price * 1.19 }))\n}\n',
  '{"id": 48211, "name": "widget", "path": "M4.929 4.929 19.07 19.071", "created": "2024-03-18T09:12:44Z"},\n',
  '2024-03-18 09:12:44,531 INFO [worker-3] 10.0.3.17 GET /index.html 200 5123 0.014\n',
  'database:\n  host: db.internal\n  port: 5432\n  password: $DB_PASSWORD\n',
  '| name | count | price |\n| --- | --- | --- |\n| a | 12 | 3.50 |\n',
  'color: #a1b2c3; margin: 0 12px 4px 0; background: url("../img/back_2x.png?v=1.2.3");\n',
  'Die Straße ist 12 km lang — größer als gedacht, sagt Frau Müller. Подробности ниже.\n',
  'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU= node_modules/@scope/package/dist/index.esm.js\n',
  'Contact: a.person@company.example, +49 30 901820, \\u0041\\u0042%20%41&amp;&#65;\n',
]
