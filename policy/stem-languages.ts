/** Word stems: the languages in which other forms of a listed word can be found, and the stemmer of each. */
import { stemmer as danish } from '@orama/stemmers/danish'
import { stemmer as dutch } from '@orama/stemmers/dutch'
import { stemmer as english } from '@orama/stemmers/english'
import { stemmer as finnish } from '@orama/stemmers/finnish'
import { stemmer as french } from '@orama/stemmers/french'
import { stemmer as german } from '@orama/stemmers/german'
import { stemmer as italian } from '@orama/stemmers/italian'
import { stemmer as norwegian } from '@orama/stemmers/norwegian'
import { stemmer as portuguese } from '@orama/stemmers/portuguese'
import { stemmer as russian } from '@orama/stemmers/russian'
import { stemmer as spanish } from '@orama/stemmers/spanish'
import { stemmer as swedish } from '@orama/stemmers/swedish'
import { stemmer as turkish } from '@orama/stemmers/turkish'

/** Snowball's stemmers (https://snowballstem.org); each takes one word in small letters and gives its stem. */
const byLanguage = {
  danish,
  dutch,
  english,
  finnish,
  french,
  german,
  italian,
  norwegian,
  portuguese,
  russian,
  spanish,
  swedish,
  turkish,
} as const

export type StemLanguage = keyof typeof byLanguage

/** Names of the languages, as a policy writes them. */
export const stemmers = Object.keys(byLanguage) as [StemLanguage, ...StemLanguage[]] // keys of a literal with one entry and more

export function stemmerOf(language: StemLanguage): (word: string) => string {
  return byLanguage[language]
}
