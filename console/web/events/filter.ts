/** The filter of the events page, as the address bar keeps it and as the API takes it. */
import type { Query } from '../api/client.ts'

export const filterNames = ['user', 'app', 'action', 'rule', 'detector', 'exemption', 'coverage', 'kind'] as const
export type FilterName = (typeof filterNames)[number]

export interface EventsFilter extends Readonly<Partial<Record<FilterName, string>>> {
  /** Only events with a finding, a rule or a refusal. */
  readonly flagged: boolean
}

/** In `kind`: page loads and telemetry of web apps too, which are left out otherwise. */
export const everything = 'everything'

export function filterOf(parameters: URLSearchParams): EventsFilter {
  const filter: Partial<Record<FilterName, string>> = {}
  for (const name of filterNames) {
    const value = parameters.get(name)
    if (value) filter[name] = value
  }
  return { ...filter, flagged: parameters.get('flagged') === 'true' }
}

/** What the API is asked for. Page loads and telemetry are left out, unless the filter asks for what stands out: then nothing is. */
export function queryOf({ flagged, kind, ...rest }: EventsFilter): Query {
  const standsOut = flagged || rest.rule || rest.detector || rest.exemption || (rest.action && rest.action !== 'allow')
  return {
    ...rest,
    ...(flagged ? { flagged: true } : {}),
    ...(kind === undefined && !standsOut ? { modelCallsOnly: true } : {}),
    ...(kind === undefined || kind === everything ? {} : { kind }),
  }
}

export function putFilter(
  parameters: URLSearchParams,
  name: FilterName | 'flagged',
  value: string | undefined,
): URLSearchParams {
  const next = new URLSearchParams(parameters)
  if (value === undefined) next.delete(name)
  else next.set(name, value)
  return next
}

export function clearFilter(parameters: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(parameters)
  for (const name of [...filterNames, 'flagged', 'range', 'from', 'to']) next.delete(name)
  return next
}

export function countFilters(filter: EventsFilter): number {
  return filterNames.filter(name => filter[name] !== undefined).length + (filter.flagged ? 1 : 0)
}
