/** `limits:` compiled: amounts parsed, conditions ready, and the counters that a request falls into. */
import { parseAmount } from './amount.ts'
import { isTimeZone, unknownZone } from './calendar.ts'
import type { CompileContext, Condition, Facts } from './condition.ts'
import { conditionKinds } from './conditions/index.ts'
import { listed } from './fields.ts'
import type { Limit, LimitPart, LimitSubject, Metric } from './limit.ts'
import type { Item } from './merge.ts'
import { isUserGlob, type People, PersonFacts } from './people.ts'
import type { Problems } from './problem.ts'
import type { PolicyLimit } from './schema.ts'

const metrics: readonly Metric[] = ['requests', 'tokens', 'cost']

/** Reports amounts that cannot be read. */
export function parseLimitParts(item: Item<PolicyLimit>, policyZone: string, problems: Problems): LimitPart[] {
  const timeZone = item.value.time_zone ?? policyZone
  if (item.value.time_zone !== undefined && !isTimeZone(timeZone))
    problems.error(item.at(['time_zone']), unknownZone(timeZone))
  const parts: LimitPart[] = []
  let given = 0
  for (const metric of metrics) {
    for (const { name, path } of listed(item.value[metric], [metric])) {
      given++
      const amount = parseAmount(name, metric, timeZone)
      if (typeof amount === 'string') problems.error(item.at(path), `${metric}: ${amount}`)
      else parts.push({ metric, ...amount })
    }
  }
  if (given === 0) problems.error(item.place, `limit '${item.id}' limits nothing: give requests, tokens or cost`)
  return parts
}

export function compileLimit(
  { id, value }: Item<PolicyLimit>,
  parts: readonly LimitPart[],
  context: CompileContext,
): Limit {
  const { per, when = {} } = value
  const conditions = [
    ...(when.app === undefined ? [] : [conditionKinds.app.compile(when.app, context)]),
    ...(when.model === undefined ? [] : [conditionKinds.model.compile(when.model, context)]),
    ...(when.people === undefined ? [] : [conditionKinds.people.compile(when.people, context)]),
  ]
  const groups = groupsCounted(when.people, context.people)
  return {
    id,
    per,
    parts,
    action: value.action ?? 'block',
    ...(value.message !== undefined && { message: value.message }),
    keys(subject) {
      const facts = factsOf(subject)
      if (!conditions.every((condition: Condition) => condition.holds(facts))) return []
      switch (per) {
        case 'user':
          return [subject.person.user]
        case 'group':
          return context.people.groupsOf(facts.person).filter(name => groups.has(name))
        case 'app':
          return [subject.app]
        case 'everyone':
          return ['*']
        default:
          return per satisfies never
      }
    },
  }
}

/** A limit that names groups counts those alone: a person who is also in others does not use theirs. */
function groupsCounted(people: NonNullable<PolicyLimit['when']>['people'], all: People): ReadonlySet<string> {
  const wanted =
    people === undefined || (typeof people === 'object' && !Array.isArray(people)) ? (people?.any_of ?? []) : people
  const named = [wanted].flat().filter(name => !isUserGlob(name))
  return new Set(named.length > 0 ? named : all.names)
}

function factsOf({ person, app, model }: LimitSubject): Facts {
  return {
    request: {
      person,
      app,
      provider: '',
      host: '',
      ...(model !== undefined && { model }),
      direction: 'request',
      coverage: { verdict: 'full' },
      segments: [],
      findings: [],
      now: new Date(0),
    },
    person: new PersonFacts(person),
  }
}
