/** Exemptions in words: for whom, what, whether they hold, and the days of the form. */
import type { FileExemption, TaughtExemption } from '../../contract.ts'
import { appName, titled } from '../words/names.ts'

export type ExemptionState = 'active' | 'expired' | 'revoked'

export function stateOf(
  one: { readonly until: number; readonly revokedAt?: number | undefined },
  now: number,
): ExemptionState {
  if (one.revokedAt !== undefined) return 'revoked'
  return one.until <= now ? 'expired' : 'active'
}

export const stateWords: Readonly<Record<ExemptionState, string>> = {
  active: 'Active',
  expired: 'Expired',
  revoked: 'Revoked',
}

export function scopeWords(scope: TaughtExemption['scope']): string {
  switch (scope.kind) {
    case 'everyone':
      return 'Everyone'
    case 'user':
      return scope.user
    case 'app':
      return `In ${appName(scope.app)}`
    default:
      return scope satisfies never
  }
}

/** What an exemption of the file takes out of which rules. */
export function whatWords(one: FileExemption): string {
  const rules =
    one.rules.length > 0 ? `${one.rules.length === 1 ? 'rule' : 'rules'} ${one.rules.join(', ')}` : 'every rule'
  const { detectors, values, patterns, paths } = one
  if (detectors.length + values.length + patterns.length + paths.length === 0) return `Takes out the ${rules}`
  const parts = [
    detectors.length > 0 ? `of ${detectors.map(titled).join(', ')}` : '',
    values.length > 0 ? `of ${values.length} ${values.length === 1 ? 'value' : 'values'}` : '',
    patterns.length > 0 ? `that match ${patterns.join(' or ')}` : '',
    paths.length > 0 ? `at ${paths.join(', ')}` : '',
  ]
  return `Takes findings ${parts.filter(Boolean).join(', ')} out of ${one.rules.length > 0 ? `the ${rules}` : rules}`
}

export function whomWords({ people, apps }: Pick<FileExemption, 'people' | 'apps'>): string {
  const parts = [
    people.length > 0 ? people.join(', ') : 'Everyone',
    ...(apps.length > 0 ? [`in ${apps.map(app => (app.startsWith('not ') ? app : appName(app))).join(', ')}`] : []),
  ]
  return parts.join(' ')
}

const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })

/** The last day on which it holds: `until` is the first instant after. */
export const lastDay = (until: number): string => dayFormat.format(until - 1)

/** `2026-11-21` of the browser's own calendar, `days` from `now`. */
export function dayInput(now: number, days: number): string {
  const at = new Date(now)
  at.setDate(at.getDate() + days)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

/** The end of the day that an input of type date holds, in the browser's time zone; undefined when it holds none. */
export function endOfDay(value: string): number | undefined {
  const [year, month, day] = value.split('-').map(Number)
  if (!year || !month || !day) return undefined
  return new Date(year, month - 1, day + 1).getTime()
}
