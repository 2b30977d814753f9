/** What readers of usage share: a member cut out of JSON text without parsing the rest, and a bounded store of raw events. */

/** The object that the last member of this name holds; undefined when there is none or it is not an object. `name` has no quotes. */
export function lastObject(data: string, name: string): Record<string, unknown> | undefined {
  const quoted = `"${name}"`
  for (let at = data.lastIndexOf(quoted); at >= 0; at = at === 0 ? -1 : data.lastIndexOf(quoted, at - 1)) {
    if (data.charCodeAt(at - 1) === 92) continue // inside a string: its quotes are escaped
    const colon = skipSpace(data, at + quoted.length)
    const start = skipSpace(data, colon + 1)
    if (data[colon] !== ':' || data[start] !== '{') continue
    const value = parseObject(data.slice(start, objectEnd(data, start)))
    if (value) return value
  }
  return undefined
}

/** The first string member of this name. Names of models hold no escapes. */
export function firstString(data: string, name: string): string | undefined {
  const quoted = `"${name}"`
  for (let at = data.indexOf(quoted); at >= 0; at = data.indexOf(quoted, at + 1)) {
    if (data.charCodeAt(at - 1) === 92) continue
    const colon = skipSpace(data, at + quoted.length)
    const start = skipSpace(data, colon + 1)
    if (data[colon] !== ':' || data[start] !== '"') continue
    const value = data.slice(start + 1, data.indexOf('"', start + 1))
    return value.length <= 200 && !value.includes('\\') ? value : undefined
  }
  return undefined
}

/** The value when it is an object, parsed; answers of upstreams are never trusted to be. */
export function parseObject(json: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json)
    return isObject(value) ? value : undefined
  } catch {
    return undefined // not JSON: nothing to learn from it
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A token count by path: finite, not negative; 0 when absent. */
export function count(object: Record<string, unknown>, ...path: string[]): number {
  const value = member(object, ...path)
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? Math.round(value) : 0
}

export function member(object: unknown, ...path: (string | number)[]): unknown {
  let value = object
  for (const step of path) {
    if (Array.isArray(value) && typeof step === 'number') value = value[step]
    else if (isObject(value)) value = value[step]
    else return undefined
  }
  return value
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

const maxKept = 1024 * 1024

/** Raw events of an answer that has not reported usage yet, for a later estimate; the first megabyte of them. */
export class KeptEvents {
  readonly events: string[] = []
  #length = 0

  add(data: string): void {
    if (this.#length + data.length > maxKept) return
    this.#length += data.length
    this.events.push(data)
  }

  drop(): void {
    this.events.length = 0
    this.#length = Number.POSITIVE_INFINITY
  }
}

function skipSpace(data: string, from: number): number {
  let at = from
  while (data.charCodeAt(at) <= 32) at++
  return at
}

/** Index after the `}` that closes the object at `start`. */
function objectEnd(data: string, start: number): number {
  let depth = 0
  for (let at = start; at < data.length; at++) {
    const c = data.charCodeAt(at)
    if (c === 34) at = stringEnd(data, at)
    else if (c === 123) depth++
    else if (c === 125 && --depth === 0) return at + 1
  }
  return data.length
}

function stringEnd(data: string, start: number): number {
  for (let at = start + 1; at < data.length; at++) {
    const c = data.charCodeAt(at)
    if (c === 92) at++
    else if (c === 34) return at
  }
  return data.length
}
