/** Skips what stands between a name and a value on a later line: line breaks, signs of YAML blocks, settings of Terraform. */
import { classes, isWord, type Page, SPACE } from './scan-page.ts'

const longestLine = 120

/** `password:⏎X⏎`: a value that has the next line to itself. */
export function skipLineBreak({ text, units }: Page, at: number): number {
  const from = units[at] === 13 ? at + 1 : at
  if (units[from] !== 10 || classes[units[from + 1]!] === SPACE) return at
  let end = from + 1
  while (end - from < longestLine && classes[units[end]!] !== SPACE && units[end] !== 0) end++
  return (units[end] === 10 || units[end] === 13 || units[end] === 0) && !':={[,'.includes(text[end - 1]!)
    ? from + 1
    : at
}

/** `password: &anchor X` and `password: >-⏎  X` of YAML. */
export function skipBlockSign({ text, units }: Page, from: number): number {
  let at = from + 1
  if (units[from] === 38) {
    while (at - from < 40 && isWord(units[at]!)) at++
    return at > from + 1 && units[at] === 32 ? at + 1 : from
  }
  if (units[from] !== 62 && units[from] !== 124) return from
  if (text[at] === '-' || text[at] === '+') at++
  if (units[at] !== 10) return from
  while (at - from < longestLine && (units[at] === 10 || units[at] === 32)) at++
  return at
}

/** Lines of a Terraform variable before its default: `type = string`, `description = "…"`. */
export function skipSettings({ text, units }: Page, from: number): number {
  let at = from
  for (let lines = 0; lines < 4 && variableSettings.some(word => text.startsWith(word, at)); lines++) {
    let end = at
    while (end - at < longestLine && units[end] !== 10 && units[end] !== 0) end++
    if (units[end] !== 10) return at
    while (units[end] === 10 || units[end] === 32 || units[end] === 9) end++
    at = end
  }
  return at
}

const variableSettings = ['type ', 'type=', 'description ', 'sensitive ', 'nullable ', 'ephemeral ']
