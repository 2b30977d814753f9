/** Checks `apps:` and `sanctioned_apps:`: hosts that can be matched, formats that exist, no host in two apps. */
import type { Names } from './condition.ts'
import { listed } from './fields.ts'
import type { Item, Merged } from './merge.ts'
import { didYouMean } from './nearest.ts'
import { parseAddress } from './network.ts'
import type { Place, Problems } from './problem.ts'
import type { PolicyAppEntry } from './schema.ts'

export function checkApps(merged: Merged, names: Names, problems: Problems): void {
  for (const { name, place } of merged.sanctioned)
    if (!names.apps.has(name)) problems.error(place, `unknown app '${name}'${didYouMean(name, names.apps)}`)
  const owners = new Map<string, { app: string; place: Place }>()
  for (const item of merged.apps.values()) {
    const { format } = item.value
    if (format !== undefined && !names.providers.has(format))
      problems.error(item.at(['format']), `unknown provider '${format}'${didYouMean(format, names.providers)}`)
    for (const { name, path } of listed(item.value.hosts, ['hosts'])) {
      const wrong = wrongHost(name)
      if (wrong) problems.error(item.at(path), wrong.message, wrong.hint)
      const owner = owners.get(name.toLowerCase())
      if (owner)
        problems.error(item.at(path), `'${name}' already belongs to app '${owner.app}' (line ${owner.place.line})`)
      else owners.set(name.toLowerCase(), { app: item.id, place: item.at(path) })
    }
  }
}

/** An entry without hosts changes an app of the catalogue, so that app must exist there. */
export function checkNewApps(
  apps: ReadonlyMap<string, Item<PolicyAppEntry>>,
  catalogue: ReadonlySet<string>,
  problems: Problems,
): void {
  for (const item of apps.values())
    if (item.value.hosts === undefined && !catalogue.has(item.id))
      problems.error(
        item.place,
        `'${item.id}' is not in the catalogue${didYouMean(item.id, catalogue)}`,
        'an app of your own needs hosts',
      )
}

function wrongHost(text: string): { message: string; hint: string } | undefined {
  const hint = 'write llm.example.com, *.llm.example.com, llm.example.com:8443 or an IP address'
  const not = { message: `'${text}' is not a host`, hint }
  if (/[/\s@]/.test(text))
    return { message: `'${text}' is not a host`, hint: 'give the host alone, without https:// and path' }
  const v6 = /^\[([^\]]+)\](:\d+)?$/.exec(text)
  if (v6) return parseAddress(v6[1]!) && goodPort(v6[2]) ? undefined : not
  const split = /^(\*\.)?([^:*]+)(:\d+)?$/.exec(text)
  if (!split || !goodPort(split[3]))
    return text.includes('*')
      ? { message: `'${text}' is not a host`, hint: "'*.' may stand in front, and nowhere else" }
      : not
  const [, wildcard, name] = split
  const labels = name!.split('.')
  // `10.1` and `0x7f.1` are read as addresses by resolvers.
  if (/^(\d+|0x[0-9a-f]*)$/i.test(labels.at(-1)!) && parseAddress(name!) === null) return not
  if (wildcard && (labels.length < 2 || parseAddress(name!)))
    return { message: `'${text}' covers far too much`, hint: 'name a domain of your own: *.llm.example.com' }
  return labels.every(label => /^[\p{L}\p{N}_]([\p{L}\p{N}_-]{0,61}[\p{L}\p{N}_])?$/u.test(label)) ? undefined : not
}

function goodPort(port: string | undefined): boolean {
  return port === undefined || (Number(port.slice(1)) >= 1 && Number(port.slice(1)) <= 65535)
}
