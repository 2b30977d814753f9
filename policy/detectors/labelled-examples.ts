/** Examples of numbers with check digits: a label with a number that holds, and one whose check fails. */
import type { NumberFormat } from './detector.ts'
import { makeValue, type Random } from './make-value.ts'

/** A value of the pattern for which `verify` answers `wanted`; tries until one does. */
export function makeChecked(
  pattern: string,
  verify: (compact: string) => boolean,
  random: Random,
  wanted = true,
): string {
  for (let tries = 0; tries < 20_000; tries++) {
    const value = makeValue(pattern, random)
    if (verify(compactForm(value)) === wanted) return value
  }
  throw new Error('no value of the pattern passes the check')
}

/** Letters and digits alone, in upper case. */
export function compactForm(value: string): string {
  let compact = ''
  for (const character of value)
    if ((character >= '0' && character <= '9') || character.toUpperCase() !== character.toLowerCase())
      compact += character
  return compact.toUpperCase()
}

/** `label: «value»` that holds on one side, and one that does not on the other. */
export function checkedExamples(
  label: string,
  pattern: string,
  verify: (compact: string) => boolean,
): NumberFormat['examples'] {
  return {
    match: [random => `${label}: «${makeChecked(pattern, verify, random)}»`],
    ignore: [[random => `${label}: ${makeChecked(pattern, verify, random, false)}`, 'the check digits do not hold']],
  }
}

/** For numbers without check digits: only the label tells. */
export function labelOnlyExamples(label: string, pattern: string): NumberFormat['examples'] {
  return { match: [`${label}: «${pattern}»`], ignore: [[`part ${pattern} in stock`, 'no label']] }
}
