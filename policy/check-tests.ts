/** Checks `tests:`: names they refer to, requests that make sense, samples that can be made. */

import { endOf } from './calendar.ts'
import type { Names } from './condition.ts'
import { listed, type Path } from './fields.ts'
import type { Item, Merged } from './merge.ts'
import { didYouMean } from './nearest.ts'
import type { Problems } from './problem.ts'
import { sampleNames } from './samples.ts'
import type { PolicyTest } from './schema.ts'

export function checkTests(merged: Merged, names: Names, rules: ReadonlySet<string>, problems: Problems): void {
  const known = (
    item: Item<PolicyTest>,
    what: string,
    value: string | string[] | undefined,
    path: Path,
    valid: Iterable<string>,
  ) => {
    const set = new Set(valid)
    for (const entry of listed(value, path))
      if (!set.has(entry.name))
        problems.error(item.at(entry.path), `unknown ${what} '${entry.name}'${didYouMean(entry.name, set)}`)
  }
  const detectors = [...names.detectors.keys(), ...names.disabled]
  for (const item of merged.tests) {
    const { request, expect } = item.value
    known(item, 'app', request.app, ['request', 'app'], names.apps)
    known(item, 'provider', request.provider, ['request', 'provider'], names.providers)
    known(item, 'rule', expect.rules, ['expect', 'rules'], rules)
    known(item, 'detector', expect.findings, ['expect', 'findings'], detectors)
    for (const sample of samplesOf(item.value)) known(item, 'detector', sample, ['request'], detectors)
    checkRequest(item, problems)
    if (Object.keys(expect).length === 0) problems.error(item.at(['expect']), 'expects nothing: say action or rules')
  }
}

function samplesOf({ request }: PolicyTest): string[] {
  return [request.text ?? '', ...(request.messages ?? []).map(message => message.text)].flatMap(sampleNames)
}

function checkRequest(item: Item<PolicyTest>, problems: Problems): void {
  const { request, expect } = item.value
  if (request.text !== undefined && request.messages !== undefined)
    problems.error(item.at(['request', 'messages']), 'give text or messages, not both')
  if (request.at !== undefined && endOf(request.at, 'UTC') === null)
    problems.error(item.at(['request', 'at']), `'${request.at}' is not a time`, 'write 2027-01-31T18:00:00Z')
  if (!request.tunnel) return
  if (request.host === undefined) problems.error(item.at(['request']), 'a tunnel needs a host')
  const foreign = (['app', 'provider', 'model', 'text', 'messages', 'coverage', 'direction'] as const).filter(
    key => request[key] !== undefined,
  )
  for (const key of foreign) problems.error(item.at(['request', key]), `nothing of a tunnel is read: it has no ${key}`)
  for (const key of ['findings', 'redacted', 'redacted_contains', 'redacted_lacks'] as const)
    if (expect[key] !== undefined) problems.error(item.at(['expect', key]), 'nothing of a tunnel is read')
}
