/** Drives a limit store and counts along, event by event, in the simplest way that can be right. */
import { expect } from 'vitest'
import type { Limit, LimitPart } from '../../policy/limit.ts'
import type { LimitCheck, LimitHit, LimitStore, Reservation } from '../../proxy/limits/types.ts'

const sliding = { kind: 'sliding', seconds: 60 } as const
const day = { kind: 'calendar', unit: 'day', timeZone: 'Europe/Berlin' } as const
const parts: readonly LimitPart[] = [
  { metric: 'requests', amount: 6, window: sliding },
  { metric: 'tokens', amount: 1000, window: sliding },
  { metric: 'tokens', amount: 20_000, window: day },
]

interface Event {
  readonly at: number
  readonly key: string
  readonly requests: number
  readonly tokens: number
}

interface Running {
  readonly reservation: Reservation
  readonly key: string
  readonly worst: number
  readonly asked: Event
}

export function createModel(store: LimitStore, id: string, start: number) {
  const limits: Limit[] = [
    { id: `${id} user`, per: 'user', parts, action: 'block', keys: () => [] },
    { id: `${id} all`, per: 'everyone', parts: parts.slice(0, 2), action: 'block', keys: () => [] },
  ]
  let now = start
  let events: Event[] = []
  const running: Running[] = []

  const checksOf = (user: string): LimitCheck[] => [
    { limit: limits[0]!, keys: [user] },
    { limit: limits[1]!, keys: ['*'] },
  ]
  const dayOf = (at: number) => new Date(at).toLocaleDateString('en-CA', { timeZone: day.timeZone })

  /** What is counted towards a part: `slack` lengthens a sliding window. */
  function level(part: LimitPart, key: string, slack: number): number {
    const within = (at: number) =>
      part.window.kind === 'sliding' ? at + part.window.seconds * 1000 * (1 + slack) > now : dayOf(at) === dayOf(now)
    const mine = (other: string) => key === '*' || key === other
    const metric = part.metric === 'requests' ? 'requests' : 'tokens'
    const spent = events.filter(e => mine(e.key) && within(e.at)).reduce((sum, e) => sum + e[metric], 0)
    const held = part.metric === 'requests' ? 0 : running.filter(r => mine(r.key)).reduce((sum, r) => sum + r.worst, 0)
    return spent + held
  }

  /** True when some part has no room, if windows were `slack` longer. */
  function isOver(user: string, worst: number, slack: number): boolean {
    return checksOf(user).some(({ limit, keys }) =>
      limit.parts.some(part => level(part, keys[0]!, slack) + (part.metric === 'requests' ? 1 : worst) > part.amount),
    )
  }

  function admitted(user: string, worst: number, reservation: Reservation): void {
    expect(isOver(user, worst, 0), 'admitted over a limit').toBe(false)
    const asked = { at: now, key: user, requests: 1, tokens: 0 }
    events.push(asked)
    running.push({ reservation, key: user, worst, asked })
  }

  async function refused(user: string, worst: number, hit: LimitHit): Promise<void> {
    expect(isOver(user, worst, 1 / 256), 'refused though there is room').toBe(true)
    expect(hit.tooLarge).toBeUndefined()
    if (hit.running) return
    now += hit.retryAfterSeconds * 1000
    const again = await store.reserve(checksOf(user), { requests: 1, tokens: worst, cost: 0 }, now)
    expect(again.ok, `refused again after ${hit.retryAfterSeconds} s`).toBe(true)
    if (again.ok) admitted(user, worst, again.reservation)
  }

  function end(which: number): Running | undefined {
    const [ended] = running.splice(running.length > 0 ? which % running.length : 0, 1)
    return ended
  }

  return {
    wait(ms: number) {
      now += ms
    },
    async reserve(user: string, worst: number, calls: number) {
      const asked = Array.from({ length: calls }, () =>
        store.reserve(checksOf(user), { requests: 1, tokens: worst, cost: 0 }, now),
      )
      const results = await Promise.all(asked)
      const hits: LimitHit[] = []
      for (const result of results) {
        if (result.ok) admitted(user, worst, result.reservation)
        else hits.push(result.hit)
      }
      // The last one: nothing was reserved after it was asked.
      if (hits.length > 0) await refused(user, worst, hits.at(-1)!)
    },
    async settle(which: number, share: number) {
      const ended = end(which)
      if (!ended) return
      const tokens = Math.round(ended.worst * share)
      await store.settle(ended.reservation, { requests: 1, tokens, cost: 0 }, now)
      events.push({ at: now, key: ended.key, requests: 0, tokens })
    },
    async release(which: number) {
      const ended = end(which)
      if (!ended) return
      await store.release(ended.reservation, now)
      events = events.filter(event => event !== ended.asked)
    },
  }
}
