/** What somebody meant who wrote a setting's name wrongly, in a file or as an environment variable. */
import { nearest } from '../policy/nearest.ts'

/**
 * One line for each. Other SLUICE_* variables are left alone: the policy's `env:NAME` may use them, and Kubernetes
 * makes some for a service named sluice (SLUICE_SERVICE_HOST, SLUICE_PORT_8080_TCP).
 */
export function mistypedVariables(names: Iterable<string>, known: readonly string[]): string[] {
  const settings = new Map([...known, 'SLUICE_CONFIG'].map(name => [name.slice(prefix.length), name]))
  const lines: string[] = []
  for (const name of names) {
    const own = name.slice(prefix.length)
    if (!name.toUpperCase().startsWith(prefix) || settings.has(own)) continue
    const meant = nearest(own, settings.keys())
    if (meant !== undefined) lines.push(`${name}: unknown setting; did you mean ${settings.get(meant)}?`)
  }
  return lines
}

const prefix = 'SLUICE_'

/** "; did you mean proxy.listen?" for a key of a file, or nothing. */
export function meantSetting(key: string, names: readonly string[]): string {
  const sections = names.filter(name => name.includes('.')).map(name => name.split('.')[0]!)
  const best = nearest(key, new Set([...sections, ...names]))
  return best === undefined ? '' : `; did you mean ${best}?`
}
