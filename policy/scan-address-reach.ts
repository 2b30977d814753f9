/** How far a web address reaches around a secret inside it: from its scheme on, and to the end of its query. */
import { classes, type Page, TOKEN } from './scan-page.ts'

const farthest = 600

/** Where the address begins that the place `at` stands in; `at` itself when no scheme is before it. */
export function addressStart({ units, text }: Page, at: number): number {
  const lowest = Math.max(0, at - farthest)
  let from = at
  while (from > lowest && isAddress(units[from - 1]!)) from--
  const scheme = text.slice(from, at).lastIndexOf('://')
  if (scheme < 0) return at
  let start = from + scheme
  while (start > from && at - start < farthest && (units[start - 1]! | 32) > 96 && (units[start - 1]! | 32) < 123)
    start--
  return from + scheme - start > longestScheme ? at : start
}

const longestScheme = 8

/** Where the query ends that goes on at `at` with another part; `at` itself when none does. */
export function addressEnd({ units, text }: Page, at: number): number {
  if (units[at] !== 38) return at
  let end = at
  while (end - at < farthest && isAddress(units[end]!)) end++
  while (end > at && '.!?:*|^~'.includes(text[end - 1]!)) end--
  return end
}

const isAddress = (unit: number): boolean => (classes[unit]! & TOKEN) !== 0
