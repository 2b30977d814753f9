/** The texts of each family: formats filled at random, wrapped in prompts of many languages and in files of many kinds. */
import { makeValue, pick, type Random } from '../../policy/detectors/make-value.ts'
import { contextual } from './contextual.ts'
import { type Disguise, must, should, stretch } from './disguises.ts'
import { structured } from './formats.ts'
import { lookalikes } from './lookalikes.ts'
import { fill, labelled, labelledWrappings, personalLookalikes } from './personal.ts'
import type { Place } from './scanners.ts'
import { assignments, prompts, sentences } from './wrappings.ts'

export interface Sample {
  /** Which format, disguise or kind of data. */
  readonly name: string
  readonly text: string
  /** The value to be touched; undefined: a finding anywhere counts. */
  readonly value?: string
}

export interface Family {
  readonly title: string
  readonly kind: Place['kind']
  /** `recall`: share of samples with a finding, at least the bar. `flagged`: the same share, at most the bar. */
  readonly measure: 'recall' | 'flagged'
  /** Per cent. */
  readonly bar: number
  samples(random: Random): Sample[]
}

const perFormat = 20
const perDisguise = 40
const perLookalike = 10

export const families: readonly Family[] = [
  { title: 'secrets by value', kind: 'secret', measure: 'recall', bar: 92, samples: byValue },
  { title: 'secrets by context', kind: 'secret', measure: 'recall', bar: 72, samples: byContext },
  disguised('plain wrappings', must, 97),
  disguised('encodings', should, 80),
  disguised('deliberate', stretch, 40),
  { title: 'look-alikes of secrets', kind: 'secret', measure: 'flagged', bar: 2, samples: secretLookalikes },
  { title: 'personal data with a label', kind: 'personal', measure: 'recall', bar: 95, samples: withLabel },
  { title: 'look-alikes of personal data', kind: 'personal', measure: 'flagged', bar: 8, samples: dataLookalikes },
]

const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make)

function byValue(random: Random): Sample[] {
  return structured.flatMap(([name, pattern]) =>
    times(perFormat, () => {
      const value = makeValue(pattern, random)
      return { name, value, text: pick(prompts, random).replace('{v}', () => value) }
    }),
  )
}

function byContext(random: Random): Sample[] {
  return contextual.flatMap(([name, known, pattern]) =>
    times(perFormat, () => {
      const value = makeValue(pattern, random)
      const isSaid = name.startsWith('password') && random() < 0.4
      const text = pick(isSaid ? sentences : assignments, random).replaceAll('{n}', pick(known.split(' '), random))
      return { name, value, text: text.replace('{v}', () => value) }
    }),
  )
}

function disguised(title: string, disguises: Readonly<Record<string, Disguise>>, bar: number): Family {
  return {
    title: `disguised: ${title}`,
    kind: 'secret',
    measure: 'recall',
    bar,
    samples: random =>
      Object.entries(disguises).flatMap(([name, disguise]) =>
        times(perDisguise, () => makeValue(pick(structured, random)[1], random))
          .filter(value => value.length < 220 && !value.includes('\n'))
          .map(value => ({ name, text: disguise(value, random) })),
      ),
  }
}

function withLabel(random: Random): Sample[] {
  return labelled.flatMap(([name, labels, make]) =>
    times(perDisguise, () => {
      const value = make(random)
      return { name, value, text: fill(pick(labelledWrappings, random), labels, value, random) }
    }),
  )
}

function secretLookalikes(random: Random): Sample[] {
  return lookalikes.flatMap(name => times(perLookalike, () => ({ name, text: makeValue(name, random) })))
}

function dataLookalikes(random: Random): Sample[] {
  return personalLookalikes.flatMap((make, index) =>
    times(2 * perLookalike, () => ({ name: `no. ${index}`, text: make(random) })),
  )
}
