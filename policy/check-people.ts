/** Checks `people:`: networks that parse, groups that exist, no group inside itself, no group without anybody. */
import type { Names } from './condition.ts'
import { type Entry, listed } from './fields.ts'
import type { Item } from './merge.ts'
import { didYouMean } from './nearest.ts'
import { parseNetwork } from './network.ts'
import { isUserGlob, type PeopleGroup } from './people.ts'
import type { Problems } from './problem.ts'

type Groups = ReadonlyMap<string, Item<PeopleGroup>>

export function checkPeople(groups: Groups, names: Names, problems: Problems): void {
  for (const item of groups.values()) {
    if (Object.keys(item.value).length === 0)
      problems.error(item.place, `group '${item.id}' has nobody: give users, networks, directory_groups, people or not`)
    for (const { name, path } of listed(item.value.networks, ['networks']))
      if (parseNetwork(name) === null)
        problems.error(item.at(path), `'${name}' is not a network`, 'write 10.20.0.0/16, 2001:db8::/32 or one address')
    for (const { name, path } of references(item.value)) {
      if (!names.people.has(name))
        problems.error(item.at(path), `unknown people group '${name}'${didYouMean(name, names.people)}`)
      else if (reaches(name, item.id, groups))
        problems.error(item.at(path), `group '${item.id}' would be inside itself`)
    }
  }
}

function references(group: PeopleGroup): Entry[] {
  return [...listed(group.people, ['people']), ...listed(group.not, ['not'])].filter(({ name }) => !isUserGlob(name))
}

function reaches(from: string, wanted: string, groups: Groups): boolean {
  const seen = new Set<string>()
  const open = [from]
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (name === wanted) return true
    if (seen.has(name)) continue
    seen.add(name)
    const group = groups.get(name)
    if (group) open.push(...references(group.value).map(entry => entry.name))
  }
  return false
}
