/** A made-up table of customers and texts about them, the same for the same seed. */
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { seededRandom } from '../../policy/detectors/make-value.ts'

type Random = () => number

export interface Customer {
  readonly email: string
  readonly iban: string
  readonly name: string
  readonly dob: string
  readonly phone: string
}

const syllables =
  'an be ce da el fi go ha in jo ka le mi no ol pe qu ro sa ti ul ve wa xa yo zu mar sten berg lund ova ski ez son'.split(
    ' ',
  )
const hosts = ['post', 'mail', 'acme', 'corp', 'inbox', 'net', 'web', 'office']

const pick = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)]!
const digits = (count: number, random: Random): string =>
  Array.from({ length: count }, () => Math.floor(random() * 10)).join('')
const word = (random: Random): string => {
  const made = pick(syllables, random) + pick(syllables, random) + (random() < 0.5 ? pick(syllables, random) : '')
  return made[0]!.toUpperCase() + made.slice(1)
}

export function makeCustomer(random: Random): Customer {
  const [first, last] = [word(random), word(random)]
  const two = (most: number): string => String(1 + Math.floor(random() * most)).padStart(2, '0')
  return {
    email: `${first}.${last}${digits(3, random)}@${pick(hosts, random)}.example`.toLowerCase(),
    iban: `DE${digits(20, random)}`,
    name: `${first} ${last}`,
    dob: `${1940 + Math.floor(random() * 65)}-${two(12)}-${two(28)}`,
    phone: `+49 ${digits(3, random)} ${digits(7, random)}`,
  }
}

export const randomOf: (seed: number) => Random = seededRandom

/** Writes so many rows; answers each `every`th customer. */
export async function writeCustomers(path: string, rows: number, every: number): Promise<Customer[]> {
  const random = randomOf(3)
  const kept: Customer[] = []
  function* lines(): Generator<string> {
    let chunk = 'email,iban,name,dob,phone\n'
    for (let row = 0; row < rows; row++) {
      const one = makeCustomer(random)
      if (row % every === 0) kept.push(one)
      chunk += `${one.email},${one.iban},${one.name},${one.dob},${one.phone}\n`
      if (chunk.length < 65_536) continue
      yield chunk
      chunk = ''
    }
    yield chunk
  }
  await pipeline(Readable.from(lines()), createWriteStream(path))
  return kept
}
