/** `people`: groups of `people:`, or globs on the user. */
import { type ConditionKind, checkContradiction, orList } from '../condition.ts'
import { entriesOf, names, selector } from '../fields.ts'
import { didYouMean } from '../nearest.ts'
import { isUserGlob } from '../people.ts'

const schema = selector.describe('Groups of `people:`, or users and globs on them: `contractors`, `*@eng.example.com`.')

export const people: ConditionKind<typeof schema> = {
  id: 'people',
  schema,
  tunnel: true,
  check(value, known, report) {
    const entries = entriesOf(value)
    checkContradiction(entries, report)
    for (const { name, path } of [...entries.anyOf, ...entries.not]) {
      if (isUserGlob(name) || known.people.has(name)) continue
      const hint = known.people.size === 0 ? 'define groups under people:' : undefined
      report(path, `unknown people group '${name}'${didYouMean(name, known.people)}`, hint)
    }
  },
  compile(value, context) {
    const { anyOf, not } = entriesOf(value)
    const wanted = anyOf.map(({ name }) => ({ name, test: context.people.test(name) }))
    const refused = not.map(({ name }) => ({ name, test: context.people.test(name) }))
    return {
      kind: 'people',
      holds: ({ person }) =>
        (wanted.length === 0 || wanted.some(({ test }) => test(person))) && !refused.some(({ test }) => test(person)),
      says({ request, person }) {
        const { user } = request.person
        const out = refused.find(({ test }) => test(person))
        if (out) return `${user} is in ${out.name}, which is excepted`
        const hit = wanted.find(({ test }) => test(person))
        if (hit) return `${user} is in ${hit.name}`
        return `${user} is not in ${orList(names(wanted.length > 0 ? anyOf : not))}`
      },
    }
  },
}
