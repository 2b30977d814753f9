/** docs/detectors.md, written from the registry so that it cannot go stale. */
import type { Detector } from './detectors/detector.ts'
import { detectors } from './detectors/index.ts'
import { makeValue, seededRandom } from './detectors/make-value.ts'
import { type Category, categories } from './finding.ts'

const titles: Readonly<Record<Category, string>> = {
  secrets: 'Secrets',
  personal: 'Personal data',
  financial: 'Financial data',
  health: 'Health data',
  network: 'Network addresses',
  company: 'Company identifiers',
  custom: 'Your own',
}

/** The whole page in Markdown. */
export function detectorsPage(): string {
  const sections = categories.filter(category => detectors.some(one => one.category === category)).map(sectionOf)
  return `${introduction}\n${sections.join('\n')}`
}

const introduction = `# Detectors

Written from the registry: \`sluice scan --detectors > docs/detectors.md\`.

Policies name a detector by its id, or all of a category by the category's name. \`detectors:\` in the policy switches one off
(\`enabled: false\`), re-rates it (\`severity\`) or narrows it (\`confidence\`: findings below are dropped).

**Confidence.** \`high\`: a format with a fixed part or a check that holds, or a name that says what the value is. \`medium\`: a
format without a check, a check that fails on a strong format, or a label without check digits. \`low\`: documented examples,
placeholders, failed check digits of numbers, values one or two characters short of their format, addresses of roles,
private network ranges. Every finding says why.

**Disguises.** Values are also found in JSON, percent, HTML and character-code escapes, base64 and hex (nested to depth three,
UTF-16 too), quoted-printable, full-width and look-alike letters, with invisible characters inside, and cut in pieces by line
breaks, spaces, quotes or table cells. What is cut on redaction is all of the disguise.

**On request** runs only where a rule names the detector or its category, or \`detectors:\` has it with \`enabled: true\`.

In the shapes below \`a\` stands for a small letter, \`A\` for a capital, \`0\` for a digit.
`

function sectionOf(category: Category): string {
  const rows = detectors
    .filter(one => one.category === category)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(rowOf)
  return `## ${titles[category]}\n\nCategory \`${category}\`, ${rows.length} detectors.\n\n| Id | Finds | Verified by | Severity | Shape |\n| --- | --- | --- | --- | --- |\n${rows.join('\n')}\n`
}

function rowOf(one: Detector): string {
  return `| \`${one.id}\` | [${cell(one.name)}](${one.source}) | ${one.onRequest ? 'runs on request; ' : ''}${cell(checkOf(one))} | ${one.severity} | \`${cell(shapeOf(one))}\` |`
}

function checkOf(one: Detector): string {
  if (one.kind === 'number') return `${one.alone ? 'label, or form alone' : 'label'}; ${one.check}`
  if (one.kind === 'engine') return one.check
  return one.check ?? (one.entropy === undefined ? 'fixed part and length' : 'fixed part, length and randomness')
}

const longestShape = 44

/** An example with its letters and digits made alike; the fixed part and the label stay. */
function shapeOf(one: Detector): string {
  const example = one.examples.match[0]
  const random = seededRandom(1)
  const made = typeof example === 'string' ? makeValue(example, random) : example(random)
  const [before, value, after] = made.includes('«') ? made.split(/[«»]/) : ['', made, '']
  const keyword = one.kind === 'token' ? (one.keywords.find(word => value!.startsWith(word)) ?? '') : ''
  const shape =
    keyword + value!.slice(keyword.length).replace(/[a-z]/g, 'a').replace(/[A-Z]/g, 'A').replace(/[0-9]/g, '0')
  const whole = `${before}${shape}${after}`.replace(/\n/g, ' ')
  return whole.length > longestShape ? `${whole.slice(0, longestShape)}…` : whole
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('`', "'")
