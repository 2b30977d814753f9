/** Named groups of people, and whether one person is in them; what was worked out is kept for the request. */
import type { Person } from './decision.ts'
import { anyGlob, type Matcher } from './glob.ts'
import { type Address, type Network, parseAddress, parseNetwork, within } from './network.ts'

/** An entry of `people:` as the schema reads it. Any line that fits lets a person in; `not` takes out. */
export interface PeopleGroup {
  readonly users?: string | readonly string[] | undefined
  readonly networks?: string | readonly string[] | undefined
  readonly directory_groups?: string | readonly string[] | undefined
  readonly people?: string | readonly string[] | undefined
  readonly not?: string | readonly string[] | undefined
}

export type PersonTest = (person: PersonFacts) => boolean

/** One person during one request. */
export class PersonFacts {
  readonly person: Person
  #known: Map<string, boolean> | undefined
  #address: Address | null | undefined

  constructor(person: Person) {
    this.person = person
  }

  get address(): Address | null {
    if (this.#address === undefined) this.#address = parseAddress(this.person.address)
    return this.#address
  }

  remember(group: string, test: PersonTest): boolean {
    this.#known ??= new Map()
    const known = this.#known.get(group)
    if (known !== undefined) return known
    const member = test(this)
    this.#known.set(group, member)
    return member
  }
}

export interface People {
  readonly names: readonly string[]
  /** A name of `people:`, or a glob on the user. */
  test(nameOrGlob: string): PersonTest
  /** Groups the person is in, in the order of the file. */
  groupsOf(person: PersonFacts): string[]
}

/** An entry that cannot be the name of a group is a glob on the user: `ann@acme.example`, `*@eng.acme.example`. */
export const isUserGlob = (entry: string): boolean => /[@*?]/.test(entry)

/** Groups refer to each other by name; cycles were refused when the file was checked. */
export function compilePeople(groups: ReadonlyMap<string, PeopleGroup>): People {
  const tests = new Map<string, PersonTest>()
  const test = (entry: string): PersonTest => {
    if (isUserGlob(entry)) {
      const matches = anyGlob([entry])
      return ({ person }) => matches(person.user)
    }
    return person => person.remember(entry, tests.get(entry) ?? (() => false))
  }
  for (const [name, group] of groups) tests.set(name, compileGroup(group, test))
  return {
    names: [...groups.keys()],
    test,
    groupsOf: person => [...tests].filter(([name, member]) => person.remember(name, member)).map(([name]) => name),
  }
}

function compileGroup(group: PeopleGroup, byName: (entry: string) => PersonTest): PersonTest {
  const isUser = optionally(group.users)
  const isDirectoryGroup = optionally(group.directory_groups)
  // The loader has refused what does not parse.
  const networks = many(group.networks)
    .map(parseNetwork)
    .filter((n): n is Network => n !== null)
  const included = many(group.people).map(byName)
  const excluded = many(group.not).map(byName)
  const onlyNot = !isUser && !isDirectoryGroup && networks.length === 0 && included.length === 0
  return facts => {
    const member =
      onlyNot ||
      isUser?.(facts.person.user) ||
      (isDirectoryGroup !== undefined && facts.person.directoryGroups.some(isDirectoryGroup)) ||
      (networks.length > 0 && inNetworks(facts.address, networks)) ||
      included.some(test => test(facts))
    return member && !excluded.some(test => test(facts))
  }
}

function optionally(patterns: string | readonly string[] | undefined): Matcher | undefined {
  return patterns === undefined ? undefined : anyGlob(many(patterns))
}

function many(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}

function inNetworks(address: Address | null, networks: readonly Network[]): boolean {
  return address !== null && networks.some(network => within(address, network))
}
