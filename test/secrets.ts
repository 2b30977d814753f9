/** Makes secrets for tests at run time, so that none stands in a file. */
import { makeValue, type Random } from '../policy/detectors/make-value.ts'

/** A text of the pattern (`AKIA[A-Z2-7]{16}`), different on every call unless `random` is given. */
export const makeSecret = (pattern: string, random: Random = Math.random): string => makeValue(pattern, random)
